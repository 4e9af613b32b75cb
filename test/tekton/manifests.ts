/** Tekton's objects, as its authors write them for ko, with images that nodes here have. */

export interface Images {
  /** The image of one of Tekton's programs. */
  readonly of: (program: string) => string;
  readonly shell: string;
  readonly version: string;
}

/** The text of one file, made what a cluster can be told. */
export function resolve(text: string, { of, shell, version }: Images): string {
  return text
    .replaceAll(/ko:\/\/[\w./-]+\/cmd\/(\w+)/g, (_, program: string) => of(program))
    .replaceAll(/("-shell-image",\s*)"[^"]+"/g, `$1"${shell}"`)
    .replaceAll('"devel"', `"${version}"`);
}

/** Whether a file is for parts that are left out: what scales, what sends events. */
export function isLeftOut(name: string): boolean {
  return ["webhook-hpa.yaml", "events.yaml"].includes(name) || !name.endsWith(".yaml");
}

/** Reads the JUnit report that Kubernetes' tests write. */

/** What became of one test. */
export interface Spec {
  /** Its full name, without the kind of node that it is in the suite. */
  readonly name: string;
  readonly outcome: "passed" | "failed" | "skipped" | "unselected";
  readonly seconds: number;
  /** Why it failed or was skipped; empty otherwise. */
  readonly words: string;
}

const good = new Set(["passed", "skipped", "pending"]);

/** The report's tests, and what of the suite's own steps failed; throws when the text is no report. */
export function readReport(xml: string): Spec[] {
  if (!xml.includes("<testsuites") || !xml.trimEnd().endsWith("</testsuites>"))
    throw new Error("This is not a whole JUnit report");
  const found = xml.matchAll(/<testcase ([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g);
  return [...found]
    .map(([, attributes = "", content = ""]) => specOf(readAttributes(attributes), content))
    .filter(({ name, outcome }) => name.startsWith("[It] ") || outcome === "failed")
    .map((spec) => ({ ...spec, name: spec.name.replace(/^\[It\] /, "") }));
}

function specOf({ name = "", status = "", time = "0" }: Readonly<Record<string, string>>, content: string): Spec {
  const seconds = Number(time);
  if (status === "passed") return { name, outcome: "passed", seconds, words: "" };
  if (!good.has(status)) return { name, outcome: "failed", seconds, words: failureIn(content) || status };
  const skipped = /<skipped ([^>]*)>/.exec(content)?.[1] ?? "";
  const words = (readAttributes(skipped)["message"] ?? "").replace(/^skipped( - )?/, "");
  // Only a test that ran and found out that it does not apply gives a reason.
  return { name, outcome: words === "" ? "unselected" : "skipped", seconds, words };
}

function failureIn(content: string): string {
  return decode(/<(?:failure|error)[^>]*>([\s\S]*?)<\/(?:failure|error)>/.exec(content)?.[1] ?? "").trim();
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, decode(value)]),
  );
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return named[name ?? ""] ?? whole;
    },
  );
}

/** What a plugin answers over HTTP. */
import { once } from "node:events";
import { createServer } from "node:net";

/** A port of 127.0.0.1 that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

/** The metrics of a plugin that listens on a port. */
export class Scrape {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static async of(port: number): Promise<Scrape> {
    return new Scrape(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
  }

  /** The value of a metric with these labels, as Prometheus writes them; 0 when it was never set. */
  value(name: string, labels = ""): number {
    const line = this.#text.split("\n").find((candidate) => candidate.startsWith(`${name}${labels} `));
    return Number(line?.split(" ").at(-1) ?? 0);
  }

  get names(): string[] {
    return [...this.#text.matchAll(/^# TYPE (\S+)/gm)].map((match) => match[1] ?? "");
  }
}

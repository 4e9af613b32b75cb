/** A machine of the cluster: namespaces around a first program of their own, so that ending that one ends everything in it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive, type Known, known, signal } from "./alive.ts";
import { cacheFolder } from "./binaries.ts";
import { attempt, type CommandOptions, type Ended, must, searchPath } from "./command.ts";
import { removeControlGroup } from "./control-groups.ts";
import type { Place } from "./place.ts";
import { until } from "./until.ts";

const initScript = join(import.meta.dirname, "machine-init.sh");

/** What is on disk about a machine that was started. */
interface Machined {
  /** The host's process that holds the first program: that one dies with it. */
  readonly holder: Known;
  /** The machine's first program; undefined until it said that it is up. */
  readonly init?: Known;
  /** Programs that were started in it, by the pid that they have there. */
  readonly daemons: Readonly<Record<string, Known>>;
}

export class Machine {
  readonly name: string;
  readonly #place: Place;

  constructor(place: Place, name: string) {
    this.#place = place;
    this.name = name;
  }

  /** What the machine itself sees as /var. */
  get disk(): string {
    return this.#place.disk(this.name);
  }

  /** The path of a program of the cluster as the machine sees it. */
  static program(path: string): string {
    return path.replace(cacheFolder, "/run/cachefork");
  }

  /** Its first program; undefined while it does not run. */
  get init(): Known | undefined {
    const init = this.#record()?.init;
    return init && isAlive(init) ? init : undefined;
  }

  /** The names of the programs that were started in it since it booted. */
  get daemons(): string[] {
    return Object.keys(this.#record()?.daemons ?? {});
  }

  /** Makes the namespaces, with nothing running in them yet. The disk must be there. */
  async boot(): Promise<void> {
    const log = openSync(join(this.disk, "log", "init.log"), "a");
    const namespaces = ["--net", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child"];
    const argv = [
      ...namespaces,
      "sh",
      initScript,
      this.name,
      this.disk,
      cacheFolder,
      this.#place.controlGroup(this.name),
    ];
    const child = spawn("unshare", argv, {
      detached: true,
      stdio: ["ignore", "pipe", log],
      env: { PATH: searchPath, HOME: "/root" },
    });
    closeSync(log);
    await once(child, "spawn");
    const holder = known(child.pid ?? 0);
    if (holder === undefined) throw new Error(`${this.name} ended at once; ${join(this.disk, "log", "init.log")}`);
    this.#write({ holder, daemons: {} });
    const { stdout } = child;
    if (stdout === null) throw new Error(`${this.name} has no output`);
    const [said] = await Promise.race([once(stdout.setEncoding("utf8"), "data"), once(child, "exit")]);
    const init = typeof said === "string" ? known(Number(said)) : undefined;
    if (init === undefined)
      throw new Error(`${this.name} did not boot: ${readFileSync(join(this.disk, "log", "init.log"), "utf8")}`);
    this.#write({ holder, init, daemons: {} });
    stdout.destroy();
    child.unref();
  }

  /** Ends everything in it at once and waits until it is gone: its processes, mounts, network. The disk stays. */
  async crash(): Promise<void> {
    const record = this.#record();
    if (record === undefined) return;
    const all = [record.init, record.holder].filter((one) => one !== undefined);
    for (const one of all) signal(one, "SIGKILL");
    await until(() => all.every((one) => !isAlive(one)) || undefined, { what: `end of ${this.name}`, seconds: 30 });
    rmSync(this.#place.record(this.name));
    await removeControlGroup(this.#place.controlGroup(this.name));
  }

  /** The words to put before a command line so that it runs in the machine. Throws when the machine does not run. */
  enter(...namespaces: readonly string[]): string[] {
    const { init } = this;
    if (init === undefined) throw new Error(`${this.name} does not run`);
    const which = namespaces.length > 0 ? namespaces : ["--net", "--mount", "--uts", "--ipc", "--pid", "--cgroup"];
    return ["nsenter", "--target", String(init.pid), ...which, "--"];
  }

  /** Runs a program in the machine to its end, which must be a good one. */
  run(argv: readonly string[], options?: CommandOptions): Promise<string> {
    return must([...this.enter(), ...argv], options);
  }

  /** Runs a program in the machine to its end. */
  attempt(argv: readonly string[], options?: CommandOptions): Promise<Ended> {
    return attempt([...this.enter(), ...argv], options);
  }

  /** Starts a program that runs until it or the machine is ended; what it prints goes to `/var/log/NAME.log`. */
  async start(name: string, argv: readonly string[]): Promise<void> {
    // The shell prints the pid that setsid(1) and then the program have, and when it was started (proc_pid_stat(5), field 22).
    const script = `. /run/join; log=/var/log/$1.log; shift; setsid "$@" </dev/null >>"$log" 2>&1 & read -r stat </proc/$!/stat; set -- \${stat##*) }; echo $! \${20}`;
    const said = await this.run(["sh", "-c", script, "sh", name, ...argv]);
    const [pid = "", start = ""] = said.trim().split(" ");
    const record = this.#record();
    if (record === undefined || start === "") throw new Error(`${name} did not start on ${this.name}: ${said}`);
    this.#write({ ...record, daemons: { ...record.daemons, [name]: { pid: Number(pid), start } } });
  }

  /** Ends a program that was started in it, and waits until it is gone. */
  async stop(name: string, how: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const record = this.#record();
    const daemon = record?.daemons[name];
    if (record === undefined || daemon === undefined) return;
    if (await this.isRunning(name)) await this.attempt(["kill", "-s", how.slice(3), String(daemon.pid)]);
    await until(async () => ((await this.isRunning(name)) ? undefined : true), {
      what: `end of ${name} on ${this.name}`,
      seconds: 60,
    });
    const { [name]: _, ...daemons } = record.daemons;
    this.#write({ ...record, daemons });
  }

  /** Whether a program that was started in it still runs. */
  async isRunning(name: string): Promise<boolean> {
    const daemon = this.#record()?.daemons[name];
    if (daemon === undefined) return false;
    const { stdout } = await this.attempt(["cat", `/proc/${daemon.pid}/stat`]);
    const fields = stdout.slice(stdout.lastIndexOf(")") + 2).split(" ");
    return fields[19] === daemon.start && fields[0] !== "Z";
  }

  /** The end of what a program printed. */
  lastWords(name: string, lines = 15): string {
    const text = readFileSync(join(this.disk, "log", `${name}.log`), "utf8");
    return text.trimEnd().split("\n").slice(-lines).join("\n");
  }

  #record(): Machined | undefined {
    try {
      return JSON.parse(readFileSync(this.#place.record(this.name), "utf8")) as Machined;
    } catch {
      return undefined;
    }
  }

  #write(record: Machined): void {
    const file = this.#place.record(this.name);
    writeFileSync(`${file}.new`, JSON.stringify(record));
    renameSync(`${file}.new`, file);
  }
}

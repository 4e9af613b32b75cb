/** What builds do to a tree, each once over all of it. */
import { execFileSync } from "node:child_process";
import { cPaths, lookUpAbsent, readAll } from "./lookups.ts";

/** A pass over a tree; resolves nothing, returns the milliseconds it took. */
export type Pass = () => number;

export const passNames = ["find", "tar", "git-status", "open-read", "absent"] as const;
export type PassName = (typeof passNames)[number];

/** The passes over a tree with these files. `git` is where the repository is, outside of the tree. */
export function passesOver(root: string, paths: readonly string[], git: string): Readonly<Record<PassName, Pass>> {
  const there = cPaths(root, paths);
  const absent = cPaths(
    root,
    paths.map((path) => `${path}.absent`),
  );
  return {
    find: run("find", root, "-type", "f", "-newermt", "2100-01-01"),
    tar: run("sh", "-c", 'tar --create --directory "$1" . | cat >/dev/null', "tar", root),
    "git-status": run("git", ...gitFlags(root, git), "status", "--porcelain"),
    "open-read": () => readAll(there),
    absent: () => lookUpAbsent(absent),
  };
}

/** Makes a repository that knows the tree, and has an index that is up to date for it, as a checkout has that is kept in a cache. */
export function makeRepository(root: string, git: string): void {
  const command = (...args: readonly string[]): void => {
    const flags = gitFlags(root, git).filter((flag) => flag !== readsOnly);
    execFileSync("git", [...flags, ...args], { stdio: ["ignore", "ignore", "inherit"] });
  };
  command("init", "--quiet");
  command("add", "--all");
  command("-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message=all");
  command("status");
}

/** Each `git status` compares with the same index, and writes none. */
const readsOnly = "--no-optional-locks";

function gitFlags(root: string, git: string): string[] {
  return [`--git-dir=${git}`, `--work-tree=${root}`, readsOnly, "-c", "core.fsmonitor=false"].concat(
    "-c",
    "core.untrackedCache=false",
    "-c",
    "gc.auto=0",
    "-c",
    "core.safecrlf=false",
  );
}

function run(program: string, ...args: readonly string[]): Pass {
  return () => {
    const started = performance.now();
    execFileSync(program, args, { stdio: ["ignore", "ignore", "inherit"], maxBuffer: 1 << 30 });
    return performance.now() - started;
  };
}

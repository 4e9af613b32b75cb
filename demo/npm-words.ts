/** Reads what npm prints, and where npm keeps what it downloaded. */
import { join } from "node:path";

/**
 * Requests that went to the registry, counted in what npm prints at log level http: every fetch but those that it says
 * were answered from its cache (make-fetch-happen's cache status `hit` or `stale`).
 */
export function countDownloads(printed: string): number {
  const fetches = printed.split("\n").filter((line) => line.startsWith("npm http fetch "));
  return fetches.filter((line) => !/\(cache (hit|stale)\)\s*$/.test(line)).length;
}

/** npm's error code, like ENOTCACHED; undefined when it printed none. */
export function errorCode(printed: string): string | undefined {
  return /^npm (?:error|ERR!) code (\S+)/m.exec(printed)?.[1];
}

/** npm's error lines, for people, without those that only say where more is. */
export function errorLines(printed: string): string[] {
  const lines = printed.split("\n").filter((line) => /^npm (?:error|ERR!)/.test(line));
  return lines.filter((line) => !/log files? were not written|complete log of this run/i.test(line));
}

/** Where npm's cache has the content with this integrity, which npm publishes for every version of a package. */
export function contentPath(cache: string, integrity: string): string {
  const [algorithm = "", digest = ""] = integrity.split(/-(.*)/s);
  const hex = Buffer.from(digest, "base64").toString("hex");
  return join(cache, "_cacache", "content-v2", algorithm, hex.slice(0, 2), hex.slice(2, 4), hex.slice(4));
}

/** npm's environment for a build: its cache in the volume, quiet, and undisturbed by the user's settings; the registry stays the user's. */
export function npmEnvironment(env: NodeJS.ProcessEnv, cache: string): NodeJS.ProcessEnv {
  const outer = /^npm_(?:package_|lifecycle_|config_(?:local_prefix|global_prefix|prefix|cache)$)/i;
  const kept = Object.entries(env).filter(([name]) => !outer.test(name) && name !== "INIT_CWD");
  return { ...Object.fromEntries(kept), ...settings, npm_config_cache: cache };
}

const settings = {
  npm_config_loglevel: "http",
  npm_config_logs_max: "0",
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
  npm_config_progress: "false",
  npm_config_color: "false",
  npm_config_ignore_scripts: "true",
  npm_config_global: "false",
  npm_config_fetch_retries: "1",
  npm_config_fetch_retry_mintimeout: "500",
  npm_config_fetch_timeout: "30000",
} as const;

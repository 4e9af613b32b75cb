/** Errors of the C library in the form of node:fs. */
import * as koffi from "koffi";

/** The symbols of the C library that Node itself runs on, so that glibc and musl are one case. */
export const lib = koffi.load(null);

/** Names by number. Where two names share one (EAGAIN, EWOULDBLOCK), the first, which is node:fs's, too. */
const codes = new Map<number, string>();
for (const [name, number] of Object.entries(koffi.os.errno)) if (!codes.has(number)) codes.set(number, name);

/** strerror(3): safe on threads with glibc 2.32 or newer, and musl. */
const strerror: (errno: number) => string = lib.func("const char *strerror(int errnum)");

/**
 * An error in the form of node:fs. errno is negative there; `code` is the C library's name, also where libuv knows
 * none (EUCLEAN, EDQUOT, ESTALE).
 */
export class SystemError extends Error implements NodeJS.ErrnoException {
  override readonly name = "Error";
  readonly errno: number;
  readonly code: string;
  readonly syscall: string;
  readonly path: string | undefined;

  constructor(errno: number, syscall: string, path?: Uint8Array | string) {
    const code = codes.get(errno) ?? `E${errno}`;
    const where = path === undefined ? undefined : text(path);
    super(`${code}: ${strerror(errno).toLowerCase()}, ${syscall}${where === undefined ? "" : ` '${where}'`}`);
    this.errno = -errno;
    this.code = code;
    this.syscall = syscall;
    this.path = where;
  }
}

function text(path: string | Uint8Array): string {
  return typeof path === "string" ? path : Buffer.from(path).toString();
}

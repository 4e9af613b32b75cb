/** The one table of this folder from system errors to kinds: the kernel's answers become CacheErrors here. */
import { CacheError, type ErrorKind } from "../cache/errors.ts";

const table: Readonly<Record<string, readonly [ErrorKind, string]>> = {
  EBUSY: ["busy", "it is in use"],
  ETXTBSY: ["busy", "it is being executed"],
  EAGAIN: ["busy", "it is locked"],
  ENOSPC: ["exhausted", "the disk is full"],
  EDQUOT: ["exhausted", "the disk quota is used up"],
  EMFILE: ["exhausted", "this process has too many open files"],
  ENFILE: ["exhausted", "the system has too many open files"],
  EMLINK: ["exhausted", "a file has too many links"],
  ENOMEM: ["exhausted", "the kernel has no memory for it"],
  ENOENT: ["not-found", "it does not exist"],
  ESRCH: ["not-found", "it does not exist"],
  EEXIST: ["exists", "it exists already"],
  EPERM: ["precondition", "it is not permitted; CAP_SYS_ADMIN is needed"],
  EACCES: ["precondition", "access is denied"],
  ENOTEMPTY: ["precondition", "the directory is not empty"],
  ENOTDIR: ["precondition", "it is not a directory"],
  EISDIR: ["precondition", "it is a directory"],
  EXDEV: ["precondition", "it is on another file system"],
  ENODEV: ["precondition", "the kernel has no such file system"],
  ENOSYS: ["precondition", "the kernel has no such call"],
  ENOTSUP: ["precondition", "the file system cannot do it"],
  ENAMETOOLONG: ["invalid", "the name is too long"],
  ELOOP: ["precondition", "symbolic links lead in a circle, or one layer holds another"],
  EINVAL: ["precondition", "the kernel refuses it, and its log (dmesg) says why"],
  EROFS: ["unavailable", "the file system is read-only"],
  EIO: ["unavailable", "the disk reports an error"],
  ESTALE: ["unavailable", "the file system has gone away"],
  ETIMEDOUT: ["unavailable", "it does not answer"],
  EHOSTDOWN: ["unavailable", "it does not answer"],
  ENXIO: ["unavailable", "the device has gone away"],
  EUCLEAN: ["corrupt", "the file system is damaged"],
  EBADMSG: ["corrupt", "the file system is damaged"],
};

/** The `code` of a system error, whoever threw it; undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/**
 * What could not be done (`mount /a`), as an error of the system error's kind with that as its cause; `internal` where
 * the table has no entry. A CacheError stays as it is.
 */
export function failed(doing: string, error: unknown): CacheError {
  if (error instanceof CacheError) return error;
  const [kind, why] = table[codeOf(error) ?? ""] ?? ["internal", "of an error that was not expected"];
  return new CacheError(kind, `Cannot ${doing}: ${why}`, { cause: error });
}

/** Runs it; a system error becomes a CacheError that says what could not be done. */
export function attempt<Result>(doing: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw failed(doing, error);
  }
}

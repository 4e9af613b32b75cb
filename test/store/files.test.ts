/** Small files on disk: whole or absent, with errors by kind, and no draft left behind. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import {
  createFile,
  ensureDirectory,
  hasCode,
  listNames,
  removeFile,
  replaceFile,
  syncDirectory,
  translated,
  writeFresh,
} from "../../src/store/files.ts";
import { failure } from "../contracts/mounter.ts";

describe("Files of the store", () => {
  let root: string;
  let temporary: string;
  let path: string;

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "cachefork-files-")));
    temporary = join(root, "tmp");
    path = join(root, "record.json");
    mkdirSync(temporary);
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const drafts = (): string[] => readdirSync(temporary);

  for (const [name, write] of Object.entries({ replaceFile, createFile, writeFresh })) {
    it(`${name}() writes the whole text, for its owner alone, and leaves no draft`, async () => {
      await write(path, "text ä\n", temporary);
      expect(readFileSync(path, "utf8")).to.equal("text ä\n");
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      expect(drafts()).to.deep.equal([]);
    });

    it(`${name}() that cannot write leaves nothing, and says which file by name and kind`, async () => {
      const error = await failure(write(join(root, "absent", "record.json"), "text", temporary), "not-found");
      expect(error.message).to.contain(join(root, "absent", "record.json"));
      expect(drafts()).to.deep.equal([]);
      await failure(write(path, "text", join(root, "absent")), "not-found");
      expect(existsSync(path)).to.equal(false);
    });
  }

  it("replaceFile() replaces, and whoever has the old file open still reads it whole", async () => {
    await replaceFile(path, "old", temporary);
    const before = statSync(path).ino;
    await replaceFile(path, "new", temporary);
    expect(readFileSync(path, "utf8")).to.equal("new");
    expect(statSync(path).ino).to.not.equal(before);
  });

  it("replaceFile() replaces only when what must come before has", async () => {
    await replaceFile(path, "old", temporary);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const replacing = replaceFile(path, "new", temporary, promise);
    await syncDirectory(root);
    expect(readFileSync(path, "utf8")).to.equal("old");
    resolve(undefined);
    await replacing;
    expect(readFileSync(path, "utf8")).to.equal("new");
  });

  it("replaceFile() leaves what is there, and no draft, when what must come before fails", async () => {
    await replaceFile(path, "old", temporary);
    const before = Promise.reject(new CacheError("corrupt", "lost"));
    await failure(replaceFile(path, "new", temporary, before), "corrupt");
    expect(readFileSync(path, "utf8")).to.equal("old");
    expect(drafts()).to.deep.equal([]);
  });

  it("createFile() throws exists, and leaves what is there", async () => {
    await createFile(path, "first", temporary);
    await failure(createFile(path, "second", temporary), "exists");
    expect(readFileSync(path, "utf8")).to.equal("first");
    expect(drafts()).to.deep.equal([]);
  });

  it("createFile() takes a dangling symlink for something that exists", async () => {
    symlinkSync(join(root, "elsewhere"), path);
    await failure(createFile(path, "text", temporary), "exists");
    expect(existsSync(join(root, "elsewhere"))).to.equal(false);
  });

  it("createFile() lets one of many at once succeed", async () => {
    const all = Array.from({ length: 20 }, (_, number) => createFile(path, `${number}`, temporary).then(() => number));
    const made = (await Promise.allSettled(all)).filter((result) => result.status === "fulfilled");
    expect(made).to.have.length(1);
    expect(readFileSync(path, "utf8")).to.equal(`${made[0]?.value}`);
    expect(drafts()).to.deep.equal([]);
  });

  it("removeFile() removes, and takes what is not there", async () => {
    await createFile(path, "text", temporary);
    await removeFile(path);
    await removeFile(path);
    await removeFile(join(root, "absent", "record.json"));
    expect(existsSync(path)).to.equal(false);
  });

  it("listNames() is empty where there is no directory, and throws corrupt where there is something else", async () => {
    await createFile(path, "text", temporary);
    expect(await listNames(root)).to.have.members(["record.json", "tmp"]);
    expect(await listNames(join(root, "absent"))).to.deep.equal([]);
    await failure(listNames(path), "corrupt");
  });

  it("ensureDirectory() makes a directory with its parents, closed to others, as often as asked", async () => {
    const deep = join(root, "a", "b", "c");
    await ensureDirectory(deep);
    await ensureDirectory(deep);
    expect(statSync(deep).isDirectory()).to.equal(true);
    expect(statSync(join(root, "a")).mode & 0o777).to.equal(0o700);
  });

  it("ensureDirectory() throws exists or corrupt where a file is in the way", async () => {
    writeFileSync(path, "");
    await failure(ensureDirectory(path), "exists");
    await failure(ensureDirectory(join(path, "below")), "corrupt");
  });

  it("syncDirectory() syncs what is there and fails for what is not", async () => {
    await syncDirectory(root);
    const error: unknown = await syncDirectory(join(root, "absent")).catch((thrown: unknown) => thrown);
    expect(hasCode(error, "ENOENT")).to.equal(true);
  });
});

describe("A translated error", () => {
  for (const [code, kind] of Object.entries({
    ENOENT: "not-found",
    EEXIST: "exists",
    EBUSY: "busy",
    ENOSPC: "exhausted",
    EDQUOT: "exhausted",
    EMFILE: "exhausted",
    ENOMEM: "exhausted",
    ETIMEDOUT: "unavailable",
    ENXIO: "unavailable",
    EXDEV: "precondition",
    EUCLEAN: "corrupt",
    EBADMSG: "corrupt",
    EIO: "unavailable",
    EROFS: "unavailable",
    EACCES: "precondition",
    ENOTDIR: "corrupt",
    EISDIR: "corrupt",
    ELOOP: "corrupt",
    EWHATEVER: "internal",
  })) {
    it(`is ${kind} for ${code}, with the cause`, () => {
      const cause = Object.assign(new Error(code), { code });
      expect(translated("do it", cause)).to.deep.include({ kind, message: "Cannot do it", cause });
    });
  }

  it("stays what it is when it is ours, and is internal for what was never an error", () => {
    const ours = new CacheError("busy", "in use");
    expect(translated("do it", ours)).to.equal(ours);
    expect(translated("do it", undefined).kind).to.equal("internal");
    expect(translated("do it", new TypeError("a defect")).kind).to.equal("internal");
  });
});

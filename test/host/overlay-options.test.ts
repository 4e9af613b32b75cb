/** Which overlay options are chosen, and what mount(2) is given. */
import { expect } from "chai";
import { CacheError } from "../../src/cache/errors.ts";
import { longestBase } from "../../src/cache/select.ts";
import { chooseOptions, mountData, wishedOptions } from "../../src/host/overlay-options.ts";
import { newId } from "../../src/store/layout.ts";

const all = new Set(Object.keys(wishedOptions));
const without = (...options: readonly string[]): Set<string> =>
  new Set([...all].filter((option) => !options.includes(option)));

describe("chooseOptions()", () => {
  it("takes every option that is wished for where the kernel takes them", () => {
    expect(chooseOptions({ accepted: all, userxattr: false, context: "" })).to.deep.equal({
      options: "index=off,redirect_dir=nofollow,metacopy=off,nfs_export=off,xino=off,volatile,uuid=null",
      userxattr: false,
      leftOut: [],
    });
  });

  it("leaves out what the kernel refuses, and reports it", () => {
    const found = chooseOptions({ accepted: without("uuid=null", "volatile"), userxattr: true, context: "" });
    expect(found.options).to.equal("index=off,redirect_dir=nofollow,metacopy=off,nfs_export=off,xino=off,userxattr");
    expect(found.leftOut).to.deep.equal(["volatile", "uuid=null"]);
    expect(found.userxattr).to.equal(true);
  });

  it("refuses a kernel that would follow redirects out of a layer", () => {
    expect(() => chooseOptions({ accepted: without("redirect_dir=nofollow"), userxattr: false, context: "" }))
      .to.throw(CacheError, "Cannot use this kernel: its overlayfs does not take redirect_dir=nofollow")
      .with.property("kind", "precondition");
  });

  it("quotes an SELinux context, whose categories hold commas", () => {
    const { options } = chooseOptions({
      accepted: all,
      userxattr: false,
      context: "system_u:object_r:container_file_t:s0:c1,c2",
    });
    expect(options).to.match(/,context="system_u:object_r:container_file_t:s0:c1,c2"$/);
  });

  it("refuses an SELinux context that could end its quotes", () => {
    for (const context of ['a",volatile', "a\\", "a b", "a\n"]) {
      expect(() => chooseOptions({ accepted: all, userxattr: false, context }))
        .to.throw(CacheError)
        .with.property("kind", "invalid");
    }
  });
});

describe("mountData()", () => {
  const overlay = { source: "v", lowerdir: ["l/b", "l/a"], upperdir: "l/u", workdir: "w/u" };

  it("names the layers in their order, then upper and work directory", () => {
    expect(mountData(overlay, "index=off")).to.equal("lowerdir=l/b:l/a,upperdir=l/u,workdir=w/u,index=off");
  });

  it("has no upper for a read-only mount", () => {
    expect(mountData({ ...overlay, upperdir: undefined, workdir: undefined }, "index=off")).to.equal(
      "lowerdir=l/b:l/a,index=off",
    );
  });

  it("takes exactly the 4095 bytes that fit in the kernel's page", () => {
    const rest = mountData({ ...overlay, lowerdir: [""].fill("x") }, "").length - 1;
    const fitting = { ...overlay, lowerdir: ["x".repeat(4095 - rest)] };
    expect(mountData(fitting, "")).to.have.length(4095);
    expect(() => mountData({ ...overlay, lowerdir: ["x".repeat(4096 - rest)] }, ""))
      .to.throw(
        CacheError,
        "Cannot mount 1 layers: their names need 4096 bytes of mount options, at most 4095 are taken",
      )
      .with.property("kind", "out-of-range");
  });

  it("takes as many layers as a base may have, with every option and a long SELinux context", () => {
    const context = `system_u:object_r:container_file_t:s0:${"c0123,c4567,".repeat(80)}c1`;
    const { options } = chooseOptions({ accepted: all, userxattr: true, context });
    const lowerdir = Array.from({ length: longestBase }, () => `l/${newId()}`);
    const directories = { upperdir: `l/${newId()}`, workdir: `w/${"i".repeat(40)}` };
    expect(() => mountData({ ...overlay, ...directories, lowerdir }, options)).to.not.throw();
  });

  it("refuses directories that would be read as several, as options, or that lead out of the state", () => {
    for (const odd of ["l/a:l/b", "l/a,xino=on", "l/a\\", "/l/a", "l//a", "l/..", "./l", ".", "", "l/ä", "l/a\n"]) {
      for (const wrong of [{ lowerdir: ["l/a", odd] }, { upperdir: odd }, { workdir: odd }]) {
        expect(() => mountData({ ...overlay, ...wrong }, ""), odd)
          .to.throw(CacheError)
          .with.property("kind", "invalid");
      }
    }
  });
});

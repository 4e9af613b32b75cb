/** The cluster's keys: a certificate authority, what it signed, and a token for each of those who talk to the API server. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { addresses, apiServer, mostNodes, nodeName } from "./addresses.ts";
import { must } from "./command.ts";

/** Token holders: user name and groups, by the name that the cluster's files have for them. */
const holders: Readonly<Record<string, readonly [user: string, group?: string]>> = {
  admin: ["admin", "system:masters"],
  "controller-manager": ["system:kube-controller-manager"],
  scheduler: ["system:kube-scheduler"],
  proxy: ["system:kube-proxy"],
  ...Object.fromEntries(
    Array.from({ length: mostNodes }, (_, at) => nodeName(at + 1)).map((node) => [
      node,
      [`system:node:${node}`, "system:nodes"],
    ]),
  ),
};

const apiNames = [
  ...[addresses.controlPlane, addresses.apiService, "127.0.0.1"].map((address) => `IP:${address}`),
  ...["kubernetes", "kubernetes.default", "kubernetes.default.svc"].map((name) => `DNS:${name}`),
];

/** Makes all keys in a folder; those that are there stay. */
export async function makeKeys(folder: string): Promise<void> {
  if (existsSync(join(folder, "tokens.csv"))) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const openssl = (...args: readonly string[]): Promise<string> => must(["openssl", ...args], { cwd: folder });
  await openssl("req", "-x509", ...key, "-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=cluster", "-days", "365");
  const sign = async (name: string, subject: string, extension: string): Promise<void> => {
    await writeFile(join(folder, `${name}.ext`), extension);
    await openssl("req", ...key, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", subject);
    const authority = ["-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "365"];
    const asked = ["-in", `${name}.csr`, "-out", `${name}.crt`, "-extfile", `${name}.ext`];
    await openssl("x509", "-req", ...asked, ...authority);
  };
  await sign("api", "/CN=kube-apiserver", `subjectAltName=${apiNames.join(",")}\n`);
  await sign("kubelet-client", "/O=system:masters/CN=kube-apiserver-kubelet-client", "extendedKeyUsage=clientAuth\n");
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await writeFile(join(folder, "accounts.key"), privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  await writeFile(join(folder, "accounts.pub"), publicKey.export({ type: "spki", format: "pem" }));
  const lines = Object.entries(holders).map(([name, [user, group]]) =>
    [randomBytes(16).toString("hex"), user, name, ...(group ? [group] : [])].join(","),
  );
  // The last file: whoever sees it sees all.
  await writeFile(join(folder, "tokens.csv"), `${lines.join("\n")}\n`, { mode: 0o600 });
}

/** What one of the token holders needs to talk to the API server, with nothing left to look up in other files. */
export async function kubeconfig(folder: string, holder: string): Promise<string> {
  const tokens = await readFile(join(folder, "tokens.csv"), "utf8");
  const token = tokens
    .split("\n")
    .find((line) => line.split(",")[2] === holder)
    ?.split(",")[0];
  if (token === undefined) throw new Error(`Nobody is known as ${holder}`);
  const authority = (await readFile(join(folder, "ca.crt"))).toString("base64");
  const named = (what: string, value: unknown): object => ({ name: "cluster", [what]: value });
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [named("cluster", { server: apiServer, "certificate-authority-data": authority })],
    users: [named("user", { token })],
    contexts: [named("context", { cluster: "cluster", user: "cluster" })],
    "current-context": "cluster",
  });
}

/** Asks a machine's containerd whether it is ready for kubelet, which gives up at once when it is not. */
import { Client, credentials } from "@grpc/grpc-js";
import type { Machine } from "./machine.ts";

/** A message without fields. */
const empty = Buffer.alloc(0);
const bytes = (message: Buffer): Buffer => message;

/** Whether it answers to what kubelet asks first (RuntimeService of Kubernetes' CRI). */
export async function servesPods({ init }: Machine): Promise<boolean> {
  if (init === undefined) return false;
  // A socket in another mount namespace is reached through a process that is in it (proc(5)).
  const client = new Client(
    `unix:///proc/${init.pid}/root/run/containerd/containerd.sock`,
    credentials.createInsecure(),
  );
  try {
    const answer = Promise.withResolvers<boolean>();
    client.makeUnaryRequest("/runtime.v1.RuntimeService/Version", bytes, bytes, empty, (error) => {
      answer.resolve(error === null);
    });
    return await answer.promise;
  } finally {
    client.close();
  }
}

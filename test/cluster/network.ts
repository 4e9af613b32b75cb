/** Connects the machines: a bridge on the control plane, and a cable from it to each node. */
import { addresses } from "./addresses.ts";
import { attempt, must } from "./command.ts";
import type { Machine } from "./machine.ts";

/** Makes the bridge. */
export async function bridgeOn(controlPlane: Machine): Promise<void> {
  await ip(
    controlPlane,
    "link set lo up",
    "link add br0 type bridge",
    `addr add ${addresses.controlPlane}/24 dev br0`,
    "link set br0 up",
    // The API server may call a Service (a webhook): kube-proxy there rewrites the address of what it would send to the bridge.
    `route add ${addresses.services} dev br0`,
  );
  await forward(controlPlane);
}

/** Connects a node that has just booted. */
export async function connect(node: Machine, number: number, controlPlane: Machine): Promise<void> {
  const cable = `node${number}`;
  const plug = `plug${number}`;
  // The end of a cable goes some time after the machine at its other end.
  await attempt([...controlPlane.enter("--net"), "ip", "link", "delete", cable]);
  await ip(controlPlane, `link add ${cable} type veth peer name ${plug}`);
  await ip(controlPlane, `link set ${plug} netns ${node.init?.pid}`);
  await ip(controlPlane, `link set ${cable} master br0 up`);
  await ip(
    node,
    "link set lo up",
    `link set ${plug} name eth0 address ${addresses.hardware(number)}`,
    `addr add ${addresses.node(number)}/24 dev eth0`,
    "link set eth0 up",
    `route add default via ${addresses.controlPlane}`,
  );
  // Every pod is reachable from the control plane, and through it from the other nodes.
  await ip(controlPlane, `route replace ${addresses.podsOf(number)} via ${addresses.node(number)}`);
  await forward(node);
}

/** Only the network namespace is entered: pids mean what they mean on the host. */
async function ip(machine: Machine, ...commands: readonly string[]): Promise<void> {
  for (const command of commands) await must([...machine.enter("--net"), "ip", ...command.split(" ")]);
}

async function forward(machine: Machine): Promise<void> {
  await machine.run(["sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward"]);
}

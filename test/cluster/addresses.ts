/** The cluster's addresses. They are the same in every cluster: none of them is seen outside of its own namespaces. */

const machines = "10.89.0";

export const addresses = {
  /** The control plane, which is every node's router, too. */
  controlPlane: `${machines}.1`,
  services: "10.96.0.0/16",
  /** The Service `kubernetes`. */
  apiService: "10.96.0.1",
  pods: "10.244.0.0/16",
  node: (number: number): string => `${machines}.${10 + number}`,
  podsOf: (number: number): string => `10.244.${number}.0/24`,
  /** The same at each boot: nobody has to learn anew who has the address. */
  hardware: (number: number): string => `02:cf:00:00:00:${String(number).padStart(2, "0")}`,
} as const;

/** As many as there are addresses for. */
export const mostNodes = 9;

export const apiServer = `https://${addresses.controlPlane}:6443`;

export const nodeName = (number: number): string => `node-${number}`;

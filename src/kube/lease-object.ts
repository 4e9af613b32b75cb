/** The port LeasePort at an API server: one Lease of coordination.k8s.io. */
import type { Client } from "./client.ts";
import type { KnownLease, LeasePort, LeaseRecord } from "./lease.ts";
import { type Lease, leases, type ObjectName } from "./resources.ts";

export class KubeLease implements LeasePort {
  readonly #client: Client;
  readonly #name: Required<ObjectName>;

  constructor(client: Client, name: Required<ObjectName>) {
    this.#client = client;
    this.#name = name;
  }

  async read(signal: AbortSignal): Promise<KnownLease | undefined> {
    const found = await this.#client.find(leases, this.#name, signal);
    return found && toKnown(found);
  }

  async create(record: LeaseRecord, signal: AbortSignal): Promise<KnownLease> {
    return toKnown(await this.#client.create(leases, this.#object(record, undefined), signal));
  }

  async update({ revision }: KnownLease, record: LeaseRecord, signal: AbortSignal): Promise<KnownLease> {
    return toKnown(await this.#client.replace(leases, this.#object(record, revision), signal));
  }

  #object(record: LeaseRecord, resourceVersion: string | undefined): Lease {
    const { holder, durationMs, acquired, renewed, transitions } = record;
    const { namespace = "", name } = this.#name;
    return {
      apiVersion: leases.apiVersion,
      kind: leases.kind,
      metadata: resourceVersion === undefined ? { namespace, name } : { namespace, name, resourceVersion },
      spec: {
        holderIdentity: holder,
        leaseDurationSeconds: Math.ceil(durationMs / 1000),
        acquireTime: microTime(acquired),
        renewTime: microTime(renewed),
        leaseTransitions: transitions,
      },
    };
  }
}

function toKnown({ metadata, spec = {} }: Lease): KnownLease {
  const {
    holderIdentity = "",
    leaseDurationSeconds = 1,
    acquireTime = "",
    renewTime = "",
    leaseTransitions = 0,
  } = spec;
  return {
    revision: metadata.resourceVersion ?? "",
    holder: holderIdentity,
    durationMs: leaseDurationSeconds * 1000,
    acquired: new Date(acquireTime),
    renewed: new Date(renewTime),
    transitions: leaseTransitions,
  };
}

/** The API server takes nothing but six digits behind the second (apimachinery MicroTime). Somebody may have left it out. */
function microTime(time: Date): string {
  const written = Number.isNaN(time.getTime()) ? new Date(0) : time;
  return written.toISOString().replace("Z", "000Z");
}

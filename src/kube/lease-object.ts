/** The port LeasePort at an API server: one Lease of coordination.k8s.io. */
import type { Client } from "./client.ts";
import type { KnownLease, LeasePort, LeaseRecord } from "./lease.ts";
import { type Lease, leases, type Metadata, type ObjectName } from "./resources.ts";

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
    return toKnown(await this.#client.create(leases, this.#object(record), signal));
  }

  async update({ uid, revision }: KnownLease, record: LeaseRecord, signal: AbortSignal): Promise<KnownLease> {
    // Without the uid, the API server would make a Lease anew that is gone.
    const known = { uid, resourceVersion: revision };
    return toKnown(await this.#client.replace(leases, this.#object(record, known), signal));
  }

  #object(record: LeaseRecord, known: Pick<Metadata, "uid" | "resourceVersion"> = {}): Lease {
    const { holder, durationMs, acquired, renewed, transitions } = record;
    const { namespace = "", name } = this.#name;
    return {
      apiVersion: leases.apiVersion,
      kind: leases.kind,
      metadata: { namespace, name, ...known },
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
    uid: metadata.uid ?? "",
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

/** What of a cluster csi-sanity does not play: kubelet tells the node plugin whose pod a volume is for, and a driver has an Identity in each of its pods. */
import { Client, credentials, Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { definitions } from "../../src/csi/messages.ts";

export interface Wiring {
  /** Where the suite finds it. */
  readonly socket: string;
  readonly node: string;
  readonly controller: string;
  /** What is added to the attributes in each publish. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** The attributes in a publish. */
interface Publish {
  readonly volume_context: Map<string, string>;
}

/** Hands on every call of Identity and Node to the node plugin, until it is disposed of; that what the driver offers, to the controller, which knows. */
export class KubeletsPart implements Disposable {
  readonly #server = new Server();
  readonly #clients: Readonly<Record<"node" | "controller", Client>>;

  private constructor({ node, controller, attributes }: Wiring) {
    const client = (socket: string): Client => new Client(`unix://${socket}`, credentials.createInsecure());
    this.#clients = { node: client(node), controller: client(controller) };
    for (const definition of [definitions.Identity, definitions.Node]) {
      const implementation: UntypedServiceImplementation = {};
      for (const [name, { path, requestSerialize, responseDeserialize }] of Object.entries(definition)) {
        const to = this.#clients[name === "GetPluginCapabilities" ? "controller" : "node"];
        implementation[name] = ({ request }: { request: unknown }, done: (error: Error | null) => void) => {
          if (name === "NodePublishVolume") add(request as Publish, attributes);
          to.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, done);
        };
      }
      this.#server.addService(definition, implementation);
    }
  }

  static async open(options: Wiring): Promise<KubeletsPart> {
    const relay = new KubeletsPart(options);
    const bound = Promise.withResolvers<number>();
    relay.#server.bindAsync(`unix://${options.socket}`, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) bound.resolve(port);
      else bound.reject(error);
    });
    await bound.promise;
    return relay;
  }

  [Symbol.dispose](): void {
    this.#server.forceShutdown();
    for (const client of Object.values(this.#clients)) client.close();
  }
}

function add({ volume_context }: Publish, attributes: Readonly<Record<string, string>>): void {
  for (const [key, value] of Object.entries(attributes)) volume_context.set(key, value);
}

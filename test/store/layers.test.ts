/** The layers on disk keep the contract. */
import { describeLayers } from "../contracts/layers.ts";
import { DiskWorld, describeOnDisk } from "./disk-layers.ts";

describeOnDisk("DiskLayers", () => {
  describeLayers(() => DiskWorld.make());
});

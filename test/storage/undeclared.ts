/** What Cachefork does not declare to Kubernetes' tests, by what they say when they leave themselves out. */

/** One thing that is not declared; docs/conformance.md says more of each. */
export interface Undeclared {
  /** In a few words. */
  readonly what: string;
  /** What the tests say. */
  readonly said: RegExp;
}

export const undeclared: readonly Undeclared[] = [
  {
    what: "volumes made by hand or by a plugin in Kubernetes itself",
    said: /volume type "(InlineVolume|PreprovisionedPV)"/,
  },
  { what: "block volumes", said: /(support(s|ing)? |provide |read only )(raw )?block|support Block/i },
  {
    what: "a choice of file systems",
    said: /doesn't support (ext[34]|xfs|ntfs|btrfs)|"(ext[34]|xfs|ntfs|btrfs)" fs type|support ntfs/,
  },
  { what: "volumes that grow", said: /volume expansion|filesystem resizing/ },
  { what: "pods that see each other's unfinished writes", said: /multiple concurrent pods|support RWX/ },
  { what: "snapshots of several volumes at once", said: /group snapshots/ },
  { what: "a limit on volumes per node", said: /volume limits/ },
  { what: "topology", said: /topology|topologies/ },
  { what: "a log that two nodes share", said: /only supports singleNodeVolume/ },
  { what: "storage capacity", said: /publish storage capacity/ },
  { what: "volumes that can be modified", said: /VolumeAttributesClass|volume modify/ },
  { what: "figures to be held under load", said: /performance test options/ },
  { what: "a recursive change of owners", said: /does not support FsGroup/ },
];

/** What the suite itself leaves out: a test does not go with the kind of volume that it is written down for. */
export const pointless: readonly { readonly said: RegExp; readonly of?: RegExp }[] = [
  { said: /^volume type "\w+" is (not )?ephemeral$/ },
  { said: /^Suite "[\w-]+" does not support \w+$/ },
  { said: /^Skipping \w+ test for expansion$/ },
  { said: /for Block volume|non-filesystem volume mode|Block volumes do not support/i },
  { said: /pre-provisioned volume/ },
  { said: /^Driver supports dynamic provisioning, skipping/ },
  { said: /^Filesystem volume case should be covered by block volume case/ },
  { said: /on volume type \w+ doesn't support readOnly source/ },
  { said: /WaitForFirstConsumer binding mode currently not supported/ },
  // Of a volume that is no snapshot, whatever the driver can do: it says another thing of a driver without snapshots.
  { said: /^Driver "[\w.]+" does not support snapshots - skipping$/, of: /\bmultiVolume\b/ },
];

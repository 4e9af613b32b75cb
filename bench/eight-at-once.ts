/** Eight callers, as many as csi-driver-host-path was measured with. */

/** Does the work for every number below this one, at most eight at a time. */
export async function eightAtOnce(count: number, work: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const caller = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await work(next - 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, caller));
}

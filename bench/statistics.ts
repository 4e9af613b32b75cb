/** What a list of measured times comes to. */

/** The value below which this share of the values lies, by the nearest rank; throws a RangeError when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("Nothing was measured");
  return value;
}

/** The middle value; the mean of the two in the middle when their number is even. Throws a RangeError when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new RangeError("Nothing was measured");
  return (low + high) / 2;
}

/** The sum divided by the number of values. Throws a RangeError when there are none. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("Nothing was measured");
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

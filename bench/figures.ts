/** The little arithmetic that every bench shares, and how a row is printed. */

/** The value below which `share` of the sorted values lie (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('a quantile needs at least one value');
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Where four of five rounds lie, for a ratio that was taken in each. */
export const spread = (ratios: readonly number[]): string =>
  `(rounds ${quantile(ratios, 0.1).toFixed(2)} to ${quantile(ratios, 0.9).toFixed(2)})`;

const NAME_WIDTH = 58;

/** One line: what it is, then its value, with a unit. */
export const row = (name: string, value: string): void =>
  console.log(`  ${name.padEnd(NAME_WIDTH)} ${value}`);

/** The arrow keys in a table with holes. */

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Return the next filled cell in the key's direction, [row, column]; null where there is none, or for another key. */
export function moved(
  rows: readonly (readonly unknown[])[],
  from: readonly [number, number],
  key: string,
): [number, number] | null {
  const step = STEPS[key];
  if (!step) return null;
  let [row, column] = from;
  do [row, column] = [row + step[0], column + step[1]];
  while (rows[row] && column >= 0 && column < (rows[row]?.length ?? 0) && rows[row]?.[column] === undefined);
  return rows[row]?.[column] === undefined ? null : [row, column];
}

/** The one place that maps Unicode code points, in which the ledger counts, to UTF-16, in which the browser counts. */

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/** The UTF-16 places of the text's surrogate pairs: each is one code point and two units. */
function pairs(text: string): number[] {
  return Array.from(text.matchAll(PAIR), (found) => found.index);
}

/** How many of the sorted numbers are below one. */
function below(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Return the UTF-16 offsets of code point offsets, in the order given. */
export function utf16(text: string, points: readonly number[]): number[] {
  const wide = pairs(text);
  if (!wide.length) return [...points];
  const widePoints = wide.map((place, before) => place - before);
  return points.map((point) => point + below(widePoints, point));
}

/** Return the code point offsets of UTF-16 offsets, in the order given; one amid a pair counts as before it. */
export function points(text: string, offsets: readonly number[]): number[] {
  const wide = pairs(text);
  if (!wide.length) return [...offsets];
  return offsets.map((offset) => offset - below(wide, offset));
}

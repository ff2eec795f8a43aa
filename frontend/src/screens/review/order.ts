/** The order of the review: what was seen stays in its place, what waits comes after it. */
import type { Queued } from "../../api/shapes";

/** Return the statements that were reached, in the order in which they were, and after them those that still wait. */
export function carriedOn(reached: readonly Queued[], waiting: readonly Queued[]): Queued[] {
  const seen = new Set(reached.map((one) => one.statement));
  return [...reached, ...waiting.filter((one) => !seen.has(one.statement))];
}

/** Return the articles of the next statements, the nearest first, each once, without the one that is open. */
export function articlesAhead(order: readonly Queued[], at: number, open: string | null, most: number): string[] {
  const ahead = new Set(order.slice(at + 1, at + 30).map((one) => one.article));
  if (open) ahead.delete(open);
  return [...ahead].slice(0, most);
}

const MINUTE = 60_000;
const LOOK_BACK = 10 * MINUTE;

/** Return how many statements an hour are decided, by the times (ms) of the last ten minutes; null before the fourth. */
export function pace(times: readonly number[], now: number): number | null {
  const recent = times.filter((time) => now - time <= LOOK_BACK);
  const first = recent[0];
  if (first === undefined || recent.length < 4) return null;
  return Math.round(((recent.length - 1) * 60 * MINUTE) / Math.max(now - first, 1));
}

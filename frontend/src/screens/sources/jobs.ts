/** Runs: which are at work, and what they did so far, in words. */
import type { Job } from "../../api/shapes";
import { counted } from "../../text/words";

export const works = (job: Job): boolean => job.state === "waiting" || job.state === "running";

/** Return the runs, the last first; a run that ended is never taken for one at work again. */
export function merged(old: readonly Job[], newer: readonly Job[]): Job[] {
  const all = new Map(old.map((job) => [job.id, job]));
  for (const job of newer) {
    const known = all.get(job.id);
    if (!known || works(known) || !works(job)) all.set(job.id, job);
  }
  return Array.from(all.values()).sort((one, other) => other.started_at.localeCompare(one.started_at));
}

/** Return what a run did, without what it did none of. */
export function figures(job: Job): string {
  const all: [number, string, string?][] = [
    [job.added, "article added", "articles added"],
    [job.completed, "article completed", "articles completed"],
    [job.copies, "copy", "copies"],
    [job.known, "known already", "known already"],
    [job.statements, "statement"],
    [job.coded, "statement judged", "statements judged"],
    [job.positions, "position"],
    [job.refused.length, "refused", "refused"],
  ];
  return all
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => counted(count, one, many))
    .join(", ");
}

/** Zooming in time. */

interface Shown {
  /** The first and last day of all. */
  begin: string;
  end: string;
  /** The days that are shown. */
  since: string;
  until: string;
}

const DAY = 86_400_000;
/** Days that are shown at least. */
const LEAST = 6;

/** Return the address's days after zooming around the middle by a factor: below 1 is nearer. */
export function zoomed(shown: Shown, factor: number): { since: string | null; until: string | null } {
  const [begin, end, since, until] = [shown.begin, shown.end, shown.since, shown.until].map((day) => Date.parse(day) / DAY) as [
    number,
    number,
    number,
    number,
  ];
  const half = Math.max(LEAST, (until - since) * factor) / 2;
  const middle = (since + until) / 2;
  const from = Math.max(begin, Math.floor(middle - half)); // outwards, so that farther takes back what nearer did
  const to = Math.min(end, Math.ceil(middle + half));
  return { since: from <= begin ? null : written(from), until: to >= end ? null : written(to) };
}

function written(days: number): string {
  return new Date(days * DAY).toISOString().slice(0, 10);
}

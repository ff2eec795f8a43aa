/** Statements by month, or where there are too many months by year. */

export interface Bar {
  label: string;
  since: string;
  until: string;
  count: number;
}

const MOST = 48;

/** Return the last day of a month "2024-02". */
function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

/** Return a bar a month, or a bar a year where more than 48 months would be too thin to hit. */
export function bars(months: readonly (readonly [string, number])[]): Bar[] {
  if (months.length <= MOST) {
    return months.map(([label, count]) => ({ label, since: `${label}-01`, until: lastDay(label), count }));
  }
  const years = new Map<string, number>();
  for (const [month, count] of months) years.set(month.slice(0, 4), (years.get(month.slice(0, 4)) ?? 0) + count);
  return Array.from(years, ([label, count]) => ({ label, since: `${label}-01-01`, until: `${label}-12-31`, count }));
}

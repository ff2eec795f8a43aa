/** Marks gathered into bins that are wide enough to hit. */
import type { Lane, LaneChange, Mark, Stance } from "../../api/shapes";
import { STANCES } from "../../text/words";

export interface Bin {
  /** Middle, in pixels from the left. */
  x: number;
  support: number;
  oppose: number;
  conditional: number;
  first: string;
  last: string;
  others: string[];
  statements: string[];
}

export interface Turned {
  x: number;
  change: LaneChange;
}

/** Pixels of a bin: no target is narrower. */
export const WIDTH = 14;

type Scale = (date: Date) => number;

/** Return the lane's marks within `width` pixels, gathered from left to right. */
export function binned(lane: Lane, scale: Scale, width: number): Bin[] {
  const bins = new Map<number, Bin>();
  for (const mark of lane.marks) {
    const place = scale(new Date(mark.date));
    if (place < 0 || place > width) continue;
    const number = Math.min(Math.floor(place / WIDTH), Math.floor((width - 1) / WIDTH));
    const bin = bins.get(number);
    if (bin) add(bin, mark);
    else bins.set(number, add(empty((number + 0.5) * WIDTH, mark.date), mark));
  }
  return Array.from(bins.entries(), ([number, bin]) => ({ number, bin }))
    .toSorted((one, other) => one.number - other.number)
    .map(({ bin }) => bin);
}

function empty(x: number, date: string): Bin {
  return { x, support: 0, oppose: 0, conditional: 0, first: date, last: date, others: [], statements: [] };
}

function add(bin: Bin, mark: Mark): Bin {
  bin[mark.stance] += mark.count;
  if (mark.date < bin.first) bin.first = mark.date;
  if (mark.date > bin.last) bin.last = mark.date;
  if (mark.other && !bin.others.includes(mark.other)) bin.others.push(mark.other);
  bin.statements.push(...mark.statements);
  return bin;
}

/** Return where the lane's changes of stance are, within `width` pixels. */
export function turnedAt(lane: Lane, scale: Scale, width: number): Turned[] {
  return lane.changes
    .map((change) => ({ x: scale(new Date(change.date)), change }))
    .filter(({ x }) => x >= 0 && x <= width);
}

/** Return how long a bar of so many statements is, 0 to 1: half for one, the whole for twenty and more. */
export function reach(count: number): number {
  return count ? Math.min(1, 0.5 + 0.5 * (Math.log(count) / Math.log(20))) : 0;
}

/** Return the outlines of the bins' marks in a lane so high: bars up and down from its middle, rings on it. */
export function outlines(bins: readonly Bin[], height: number): Record<Stance, string> {
  const middle = height / 2;
  const most = middle - 5;
  const bar = (x: number, from: number, by: number): string => `M${x - 4} ${from}h8v${by}h-8z`;
  const ring = (x: number, radius: number): string =>
    `M${x - radius} ${middle}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  const all = (stance: Stance, mark: (x: number, size: number) => string): string =>
    bins.flatMap((bin) => (bin[stance] ? mark(bin.x, Number(reach(bin[stance]).toFixed(2))) : [])).join("");
  return {
    support: all("support", (x, size) => bar(x, middle - 3, -most * size)),
    oppose: all("oppose", (x, size) => bar(x, middle + 3, most * size)),
    conditional: all("conditional", (x, size) => ring(x, 2 + 2.5 * size)),
  };
}

/** Return a bin in words. */
export function wordsOf(bin: Bin): string {
  const counts = (["support", "oppose", "conditional"] as const).filter((stance) => bin[stance]);
  const said = counts.map((stance) => `${STANCES[stance]} ${bin[stance]}`).join(", ");
  const others = bin.others.length > 2 ? `${bin.others.slice(0, 2).join("; ")} and ${bin.others.length - 2} more` : bin.others.join("; ");
  return others ? `${said}: ${others}` : said; // merged marks name nobody
}

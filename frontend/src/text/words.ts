/** Numbers, dates and stances in words. */
import type { DatePrecision, Stance } from "../api/shapes";

/* By hand, for the browser takes 20 ms to make each `Intl` formatter, before anything is shown. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

export type Shade = Stance | "mixed";
export const SIGNS: Record<Shade, string> = { support: "+", oppose: "−", conditional: "~", mixed: "±" };
export const STANCES: Record<Shade, string> = {
  support: "supports",
  oppose: "opposes",
  conditional: "depends",
  mixed: "mixed",
};

/** Return a whole number as "1,200". */
export const number = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** Return "1 article", "1,200 articles". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

/** Return "Feb 2024" of "2024-02" or "2024-02-27". */
export const month = (date: string): string => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

/** Return "27 Feb 2024", or what is known of the day. */
export function day(date: string | null | undefined, precision: DatePrecision = "day"): string {
  if (!date) return "no date";
  if (precision === "year") return date.slice(0, 4);
  if (precision === "month") return month(date);
  return `${precision === "week" ? "week of " : ""}${Number(date.slice(8, 10))} ${month(date)}`;
}

/** Return "27 Feb, 14:05" in the reader's own time. */
export function moment(time: string): string {
  const at = new Date(time);
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0"));
  return `${at.getDate()} ${MONTHS[at.getMonth()]}, ${clock.join(":")}`;
}

/** Numbers, dates and stances in words. */
import type { DatePrecision, Stance } from "../api/shapes";

const COUNT = new Intl.NumberFormat("en");
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

export type Shade = Stance | "mixed";
export const SIGNS: Record<Shade, string> = { support: "+", oppose: "−", conditional: "~", mixed: "±" };
export const STANCES: Record<Shade, string> = {
  support: "supports",
  oppose: "opposes",
  conditional: "depends",
  mixed: "mixed",
};

export const number = (count: number): string => COUNT.format(count);

/** Return "1 article", "1,200 articles". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${COUNT.format(count)} ${count === 1 ? one : many}`;
}

/** Return "27 Feb 2024", or what is known of the day. */
export function day(date: string | null | undefined, precision: DatePrecision = "day"): string {
  if (!date) return "no date";
  if (precision === "year") return date.slice(0, 4);
  if (precision === "month") return MONTH.format(new Date(date));
  return (precision === "week" ? "week of " : "") + DAY.format(new Date(date));
}

/** Return "Feb 2024" of "2024-02". */
export const month = (date: string): string => MONTH.format(new Date(`${date.slice(0, 7)}-01`));

/** Return "27 Feb, 14:05" in the reader's own time. */
export const moment = (time: string): string => MOMENT.format(new Date(time));

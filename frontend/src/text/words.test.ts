import { expect, test } from "vitest";
import { counted, day, moment, month, number } from "./words";

test.each([
  [0, "0"],
  [999, "999"],
  [1200, "1,200"],
  [1234567, "1,234,567"],
  [-1200, "-1,200"],
])("number %i", (count, words) => expect(number(count)).toBe(words));

test("counted names one and many", () => {
  expect([counted(1, "article"), counted(1200, "article"), counted(0, "copy", "copies")]).toEqual(["1 article", "1,200 articles", "0 copies"]);
});

test("day says what is known of it", () => {
  expect(day("2031-02-07")).toBe("7 Feb 2031");
  expect(day("2031-09-30", "week")).toBe("week of 30 Sept 2031");
  expect([day("2031-02-01", "month"), day("2031-01-01", "year"), day(null)]).toEqual(["Feb 2031", "2031", "no date"]);
  expect(month("2031-12")).toBe("Dec 2031");
});

test("days and moments read as the browser's own words", () => {
  const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const moments = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  for (let at = 0; at < 12; at++) {
    const time = new Date(Date.UTC(2031, at, 3 + 2 * at, 2 * at, 7)).toISOString();
    expect(day(time.slice(0, 10))).toBe(days.format(new Date(time)));
    expect(moment(time)).toBe(moments.format(new Date(time)));
  }
});

import { expect, test } from "vitest";
import { articlesAhead, carriedOn, pace } from "./order";

const queued = (names: string) =>
  [...names].map((one) => ({ statement: one, article: one.toUpperCase(), confidence: 0.5 }));
const names = (order: { statement: string }[]) => order.map((one) => one.statement).join("");

test("carriedOn keeps what was reached in its place", () => {
  expect(names(carriedOn(queued("abc"), queued("cbde")))).toBe("abcde");
  expect(names(carriedOn([], queued("ab")))).toBe("ab");
});

test("articlesAhead names the next articles once, without the open one", () => {
  const order = [...queued("abac"), ...queued("bd")];
  expect(articlesAhead(order, 0, "A", 2)).toEqual(["B", "C"]);
});

test("pace counts by the hour, over the last ten minutes", () => {
  const times = [0, 10_000, 20_000, 30_000, 40_000];
  expect(pace(times, 40_000)).toBe(360);
  expect(pace(times.slice(0, 3), 40_000)).toBeNull();
  expect(pace(times, 3_600_000)).toBeNull();
});

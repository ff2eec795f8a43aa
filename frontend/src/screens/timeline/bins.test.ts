import { expect, test } from "vitest";
import type { Lane } from "../../api/shapes";
import { binned, outlines, reach, turnedAt, WIDTH, wordsOf } from "./bins";

const day = (date: Date): number => date.getUTCDate() * 10;
const mark = (date: string, stance: "support" | "oppose", count = 1, other = "dam"): Lane["marks"][number] =>
  ({ date, stance, count, other, statements: [`${date}-${stance}`] }) as Lane["marks"][number];
const lane = (marks: Lane["marks"]): Lane => ({ id: "a", name: "Ana", count: marks.length, marks, changes: [] });

test("marks that are too near to be hit are one bin, with all their statements", () => {
  const [bin, other] = binned(lane([mark("2031-03-07", "support", 2), mark("2031-03-07", "oppose", 1, "toll"), mark("2031-03-20", "oppose")]), day, 300);
  expect(bin).toMatchObject({ support: 2, oppose: 1, first: "2031-03-07", last: "2031-03-07", others: ["dam", "toll"] });
  expect(bin?.statements).toEqual(["2031-03-07-support", "2031-03-07-oppose"]);
  expect(other?.x).toBe((Math.floor(200 / WIDTH) + 0.5) * WIDTH);
});

test("what is outside the days shown has no bin", () => {
  expect(binned(lane([mark("2031-03-20", "support")]), day, 100)).toEqual([]);
});

test("bins go from left to right", () => {
  const places = binned(lane([mark("2031-03-20", "support"), mark("2031-03-02", "support")]), day, 300).map((bin) => bin.x);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

test("changes are where their day is, if it is shown", () => {
  const changes = [{ date: "2031-03-05" }, { date: "2031-03-25" }] as Lane["changes"];
  expect(turnedAt({ ...lane([]), changes }, day, 100)).toEqual([{ x: 50, change: changes[0] }]);
});

test("a bar is half as long for one statement, and never longer than for twenty", () => {
  expect([0, 1, 20, 500].map(reach)).toEqual([0, 0.5, 1, 1]);
});

test("a bin in words names two of those it is about", () => {
  const bin = { x: 0, support: 2, oppose: 0, conditional: 1, first: "", last: "", others: ["dam", "toll", "ferry"], statements: [] };
  expect(wordsOf(bin)).toBe("supports 2, depends 1: dam; toll and 1 more");
});

test("bars stand on both sides of the middle, the longer the more, and a ring lies on it", () => {
  const bin = (x: number, support: number, oppose: number, conditional: number) => ({ x, support, oppose, conditional, first: "", last: "", others: [], statements: [] });
  const marks = outlines([bin(7, 1, 0, 0), bin(21, 20, 1, 0), bin(35, 0, 0, 1)], 44);
  expect(marks.support).toBe("M3 19h8v-8.5h-8zM17 19h8v-17h-8z");
  expect(marks.oppose).toBe("M17 25h8v8.5h-8z");
  expect(marks.conditional).toBe("M31.75 22a3.25 3.25 0 1 0 6.5 0a3.25 3.25 0 1 0 -6.5 0z");
});

import { expect, test } from "vitest";
import type { Cell, Matrix } from "../../api/shapes";
import { grid, shadeOf, signsOf, strengthOf, wordsOf } from "./cells";

const cell = (support: number, oppose: number, conditional: number, at: readonly [number, number] = [0, 0]): Cell =>
  ({ actor: at[0], concept: at[1], support, oppose, conditional, current: "oppose", confidence: 0.5 }) as Cell;

test("a cell is mixed where its actor was for and against, and only then", () => {
  expect([cell(1, 1, 0), cell(2, 0, 1), cell(0, 1, 3), cell(0, 0, 1)].map(shadeOf)).toEqual(["mixed", "support", "oppose", "conditional"]);
});

test("more statements are stronger, in four steps", () => {
  expect([1, 2, 3, 5, 6, 90].map((count) => strengthOf(cell(count, 0, 0)))).toEqual([1, 2, 3, 3, 4, 4]);
});

test("words tell every count, and of several statements the last stance", () => {
  expect(wordsOf(cell(1, 0, 0))).toBe("supports 1");
  expect(wordsOf(cell(2, 1, 1))).toBe("supports 2, opposes 1, depends 1; last: opposes");
});

test("the grid has a place for every actor and concept", () => {
  const only = cell(1, 0, 0, [1, 0]);
  const matrix = { actors: [{}, {}], concepts: [{}, {}], cells: [only] } as unknown as Matrix;
  expect(grid(matrix)).toEqual([[undefined, undefined], [only, undefined]]);
});

test("signs say how many of each, and one without its number", () => {
  expect([cell(3, 1, 0), cell(0, 0, 2), cell(1, 2, 1)].map(signsOf)).toEqual(["+3 −", "~2", "+ −2 ~"]);
});

import { expect, test } from "vitest";
import { moved } from "./moving";

const ROWS = [
  ["a", undefined, "b"],
  [undefined, "c", undefined],
  ["d", undefined, "e"],
];

test.each([
  [[0, 0], "ArrowRight", [0, 2]],
  [[0, 0], "ArrowDown", [2, 0]],
  [[2, 2], "ArrowUp", [0, 2]],
  [[0, 2], "ArrowLeft", [0, 0]],
  [[1, 1], "ArrowLeft", null],
  [[0, 2], "ArrowRight", null],
  [[0, 0], "ArrowUp", null],
  [[0, 0], "x", null],
] as const)("from %j by %s one comes to %j", (from, key, to) => {
  expect(moved(ROWS, from, key)).toEqual(to);
});

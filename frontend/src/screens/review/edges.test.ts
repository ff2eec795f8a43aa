import { describe, expect, test } from "vitest";
import { cut, joined, nextCharacter, nextSentence, nextWord, sentencesAround, withEdge } from "./edges";

const TEXT = "Она сказала: «don’t wait», 🙂 twice. Then it rained.\n\nA new line! And on.";

describe("nextWord", () => {
  test.each([
    ["end", 1, "Она", "Она сказала"],
    ["end", 1, "Она сказала", "Она сказала:"],
    ["end", 1, "Она сказала: «", "Она сказала: «don’t"],
    ["end", -1, "Она сказала:", "Она сказала"],
  ] as const)("moves an end by a word or a mark", (side, direction, from, to) => {
    expect(nextWord(TEXT, from.length, direction, side)).toBe(to.length);
  });

  test("moves a start to where words begin", () => {
    expect(nextWord(TEXT, TEXT.indexOf("wait"), -1, "start")).toBe(TEXT.indexOf("don’t"));
    expect(nextWord(TEXT, TEXT.indexOf("wait"), 1, "start")).toBe(TEXT.indexOf("»"));
  });

  test("stays where there is nothing further", () => {
    expect(nextWord(TEXT, TEXT.length, 1, "end")).toBe(TEXT.length);
    expect(nextWord(TEXT, 0, -1, "start")).toBe(0);
  });
});

test("nextCharacter never stops inside a pair", () => {
  const smile = TEXT.indexOf("🙂");
  expect(nextCharacter(TEXT, smile, 1)).toBe(smile + 2);
  expect(nextCharacter(TEXT, smile + 2, -1)).toBe(smile);
  expect(nextCharacter(TEXT, 0, -1)).toBe(0);
  expect(nextCharacter(TEXT, TEXT.length, 1)).toBe(TEXT.length);
});

test("joined sorts, joins what touches and drops what is empty", () => {
  expect(joined([[5, 9], [1, 3], [3, 4], [7, 7]])).toEqual([[1, 4], [5, 9]]);
});

describe("withEdge", () => {
  test("moves one edge of one part", () => {
    expect(withEdge([[1, 4], [6, 9]], 1, "start", 5)).toEqual([[1, 4], [5, 9]]);
  });
  test("joins parts that meet", () => {
    expect(withEdge([[1, 4], [6, 9]], 0, "end", 7)).toEqual([[1, 9]]);
  });
  test("drops a part that becomes empty", () => {
    expect(withEdge([[1, 4], [6, 9]], 0, "start", 4)).toEqual([[6, 9]]);
  });
});

test("cut parts what lies on either side", () => {
  expect(cut([[1, 4], [6, 9]], 7)).toEqual([[[1, 4], [6, 7]], [[7, 9]]]);
});

describe("sentences", () => {
  test("are those of the line", () => {
    const found = sentencesAround(TEXT, 3).map(([start, end]) => TEXT.slice(start, end));
    expect(found.at(-1)).toBe("Then it rained.");
  });
  test("go on in the next line, and back", () => {
    const next = nextSentence(TEXT, TEXT.indexOf("Then"), 1);
    expect(next && TEXT.slice(...next)).toBe("A new line!");
    const before = nextSentence(TEXT, TEXT.indexOf("A new"), -1);
    expect(before && TEXT.slice(...before)).toBe("Then it rained.");
  });
  test("end with the text", () => {
    expect(nextSentence(TEXT, TEXT.length, 1)).toBeUndefined();
    expect(nextSentence("\n\nOne.", 2, -1)).toBeUndefined();
  });
});

import { describe, expect, test } from "vitest";
import { paragraphs, segments, statementsAt, type Marked } from "./segments";

const TEXT = "🙂 Привет.\nBo said that Ana said no 🚚 and left.";

/** The place of words in code points, as the ledger counts. */
function place(words: string, text = TEXT): [number, number] {
  const start = [...text.slice(0, text.indexOf(words))].length;
  return [start, start + [...words].length];
}
const outer: Marked = {
  id: "outer",
  source: [place("Bo")],
  cue: [place("said that")],
  content: [place("Ana said no 🚚 and left")],
};
const inner: Marked = { id: "inner", source: [place("Ana")], cue: [], content: [place("no 🚚")] };

describe("segments", () => {
  test("join to the whole text, whatever overlaps", () => {
    const runs = segments(TEXT, [outer, inner]);
    expect(runs.map((run) => run.text).join("")).toBe(TEXT);
    expect(runs.every((run, index) => index === 0 || run.start === runs[index - 1]!.end)).toBe(true);
  });

  test("read as quoted after emoji and Cyrillic letters", () => {
    const runs = segments(TEXT, [outer, inner]);
    const read = (statement: string, role: string): string =>
      runs
        .filter((run) => run.covers.some((cover) => cover.statement === statement && cover.role === role))
        .map((run) => run.text)
        .join("");
    expect(read("outer", "content")).toBe("Ana said no 🚚 and left");
    expect(read("outer", "source")).toBe("Bo");
    expect(read("inner", "content")).toBe("no 🚚");
  });

  test("name every statement where several overlap", () => {
    const run = segments(TEXT, [outer, inner]).find((one) => one.text === "Ana");
    expect(run?.covers).toEqual([
      { statement: "outer", role: "content" },
      { statement: "inner", role: "source" },
    ]);
  });

  test("end at a cut", () => {
    const [at] = place("and");
    expect(segments(TEXT, [outer], [at]).some((run) => run.text === "and left")).toBe(true);
  });

  test("pass over empty places and those beyond the text", () => {
    const odd: Marked = { id: "odd", source: [[3, 3]], cue: [], content: [[0, 9999]] };
    expect(segments("ab", [odd]).map((run) => run.text)).toEqual(["ab"]);
  });

  test("are one run where nothing is marked", () => {
    expect(segments(TEXT, [])).toEqual([{ start: 0, end: TEXT.length, text: TEXT, covers: [] }]);
  });
});

describe("paragraphs", () => {
  test("are the lines, without their ends", () => {
    const lines = paragraphs(TEXT, segments(TEXT, [outer]));
    expect(lines.map((line) => line.runs.map((run) => run.text).join(""))).toEqual(TEXT.split("\n"));
    expect([...lines[1]!.statements]).toEqual(["outer"]);
  });

  test("stay the same objects where nothing changed", () => {
    const before = paragraphs(TEXT, segments(TEXT, [outer]));
    const after = paragraphs(TEXT, segments(TEXT, [outer, inner]), before);
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  test("draw 500 statements in 50,000 words in time for a key", () => {
    const sentence = "The minister said that the bridge must wait for the money. ";
    const text = `🙂\n${sentence.repeat(10).trim()}\n`.repeat(460);
    const marked = Array.from({ length: 500 }, (_, index): Marked => {
      const start = 2 + index * 500;
      return { id: `s${index}`, source: [[start, start + 12]], cue: [[start + 13, start + 17]], content: [[start + 18, start + 58]] };
    });
    const began = performance.now();
    const lines = paragraphs(text, segments(text, marked));
    expect(lines.length).toBe(920);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

test("statementsAt tells the innermost first", () => {
  const runs = segments(TEXT, [outer, inner]);
  expect(statementsAt(runs, TEXT.indexOf("no 🚚"), [outer, inner])).toEqual(["inner", "outer"]);
  expect(statementsAt(runs, 0, [outer, inner])).toEqual([]);
});

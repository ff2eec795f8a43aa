import { describe, expect, test } from "vitest";
import { ApiProblem } from "./client";
import { Outbox } from "./outbox.svelte";
import type { Call, Change, Made } from "./shapes";

type Answer = (change: Change) => Made | ApiProblem;

const confirm = (statement: string): Call => ({ do: "confirm_statement", statement });
const lost = new ApiProblem("unreachable", "no answer");
const conflict = new ApiProblem("conflict", "Ana decided meanwhile", "Ana", 409);
const settled = (): Promise<void> => new Promise((resume) => setTimeout(resume, 5));

/** An outbox with a server that answers as told, and what it was sent. */
function made(answer: Answer) {
  const sent: Change[] = [];
  const refused: ApiProblem[] = [];
  const outbox = new Outbox({
    post: async (change) => {
      sent.push(change);
      await Promise.resolve();
      const given = answer(change);
      if (given instanceof ApiProblem) throw given;
      return given;
    },
    pause: () => Promise.resolve(),
    refused: (problem) => void refused.push(problem),
  });
  return { outbox, sent, refused };
}

/** A server that numbers decisions and counts each subject's version. */
function counting(): Answer {
  const versions = new Map<string, number>();
  let decisions = 0;
  return ({ call }) => {
    const subject = "statement" in call ? call.statement : "s";
    versions.set(subject, (versions.get(subject) ?? 0) + 1);
    return { decisions: [++decisions], version: versions.get(subject) ?? 0, ledger: decisions, made: null };
  };
}

describe("changes", () => {
  test("are shown at once and sent in order, one after the other", async () => {
    const { outbox, sent } = made(counting());
    const shown: string[] = [];
    for (const name of ["a", "b", "c"]) void outbox.change(confirm(name), { now: () => shown.push(name) });
    expect([shown, sent.length, outbox.pending]).toEqual([["a", "b", "c"], 1, 3]);
    await settled();
    expect(sent.map(({ call }) => call)).toEqual([confirm("a"), confirm("b"), confirm("c")]);
    expect([outbox.pending, outbox.problem]).toEqual([0, null]);
  });

  test("name the version seen, or the later one that is their own doing", async () => {
    const { outbox, sent } = made(counting());
    void outbox.change(confirm("a"), { seen: 0 });
    void outbox.change(confirm("a"), { seen: 0 });
    void outbox.change(confirm("b"), { seen: 4 });
    await settled();
    expect(sent.map(({ seen }) => seen)).toEqual([0, 1, 4]);
  });

  test("are sent again with the same key while the line is lost", async () => {
    let tries = 0;
    const answer = counting();
    const { outbox, sent } = made((change) => (++tries < 4 ? lost : answer(change)));
    const back: string[] = [];
    const done = await outbox.change(confirm("a"), { back: () => back.push("a") });
    expect([sent.length, new Set(sent.map(({ key }) => key)).size]).toEqual([4, 1]);
    expect([done.decisions, back]).toEqual([[1], []]);
  });

  test("that are refused are taken back with what was made on top of them, the last first", async () => {
    const answer = counting();
    const { outbox, sent, refused } = made((change) => (JSON.stringify(change.call).includes('"a"') ? conflict : answer(change)));
    const back: string[] = [];
    const first = outbox.change(confirm("a"), { seen: 0, back: () => back.push("a1") });
    void outbox.change(confirm("b"), { seen: 0, back: () => back.push("b") });
    const second = outbox.change(confirm("a"), { seen: 0, back: () => back.push("a2") });
    await expect(first).rejects.toBe(conflict);
    await expect(second).rejects.toBe(conflict);
    await settled();
    expect([back, refused]).toEqual([["a2", "a1"], [conflict]]);
    expect(sent.map(({ call }) => call)).toEqual([confirm("a"), confirm("b")]);
  });
});

describe("undo and redo", () => {
  test("send the decisions' numbers, also of a change still on its way", async () => {
    const { outbox, sent } = made(counting());
    const shown: string[] = [];
    void outbox.change(confirm("a"), { now: () => shown.push("now"), back: () => shown.push("back") });
    expect([outbox.undo(), outbox.redo(), outbox.undo()]).toEqual([true, true, true]);
    expect(shown).toEqual(["now", "back", "now", "back"]);
    await settled();
    expect(sent.slice(1).map(({ call }) => call)).toEqual([
      { do: "undo", decision: 1 },
      { do: "redo", decision: 1 },
      { do: "undo", decision: 3 },
    ]);
  });

  test("go back through all steps, and have nothing to do at the ends", async () => {
    const { outbox, sent } = made(counting());
    for (const name of ["a", "b"]) void outbox.change(confirm(name));
    await settled();
    expect([outbox.undo(), outbox.undo(), outbox.undo()]).toEqual([true, true, false]);
    await settled();
    expect(sent.slice(2).map(({ call }) => call)).toEqual([{ do: "undo", decision: 2 }, { do: "undo", decision: 1 }]);
    expect([outbox.redo(), outbox.redo(), outbox.redo()]).toEqual([true, true, false]);
  });

  test("a new change leaves nothing to redo", async () => {
    const { outbox } = made(counting());
    void outbox.change(confirm("a"));
    outbox.undo();
    void outbox.change(confirm("b"));
    await settled();
    expect([outbox.canUndo, outbox.canRedo]).toEqual([true, false]);
  });

  test("an undo from the history can be undone", async () => {
    const { outbox, sent } = made(counting());
    void outbox.change({ do: "undo", decision: 40 });
    outbox.undo();
    await settled();
    expect(sent.map(({ call }) => call)).toEqual([{ do: "undo", decision: 40 }, { do: "redo", decision: 40 }]);
  });

  test("a refused change can not be undone", async () => {
    const { outbox } = made(() => conflict);
    void outbox.change(confirm("a"));
    await settled();
    expect([outbox.canUndo, outbox.undo()]).toEqual([false, false]);
  });
});

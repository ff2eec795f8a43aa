/** The keys of the review, and what they do. */
import { keys } from "../../parts/keys.svelte";
import { points } from "../../text/codepoints";
import { DRAFT, type Desk } from "./desk.svelte";
import { beginCut, beginDraft, draftOn, flip, judge, makeCut, settle, stand, step } from "./deciding";
import type { Role } from "./segments";
import { selected, trimmed } from "./selecting";

export interface Ways {
  turn: (direction: -1 | 1) => void;
  advance: () => void;
  open: () => void;
}

/** Register the keys while the component that calls this is shown; return what each does, for the buttons. */
export function working(desk: Desk, ways: Ways): Record<string, () => void> {
  const selection = (): [number, number] | null => {
    const place = desk.region && selected(desk.region);
    if (!place) return null;
    return place[0] === place[1] ? place : trimmed(desk.text, place);
  };
  const free = (act: () => void) => (): void => {
    if (!desk.draft && desk.mode !== "cut") act();
  };
  const ask = (mode: "speaker" | "also" | "concept" | "kind") =>
    free(() => {
      settle(desk);
      if (desk.current) desk.mode = mode;
    });
  const verdict = (word: "confirmed" | "rejected") => free(() => void (judge(desk, word) && ways.advance()));
  const role = (one: Role) => (): void => {
    const place = selection();
    if (place && place[0] < place[1] && desk.current) {
      desk.role = one;
      desk.take(place);
      document.getSelection()?.removeAllRanges();
    } else desk.choose(one);
  };
  const leave = (): void => {
    if (desk.edit && !desk.mode) desk.edit = null;
    if (desk.draft && !desk.mode) desk.draft = null;
    [desk.mode, desk.cutAt, desk.picked] = [null, null, null];
    desk.announce();
  };
  const enter = (): void => {
    if (desk.mode === "cut") makeCut(desk);
    else if (desk.draft) draftOn(desk);
    else if (desk.edit) settle(desk);
    else ways.open();
  };
  const upDown = (direction: -1 | 1) => (): void => {
    if (desk.draft?.id !== DRAFT) {
      desk.region?.scrollBy({ top: direction * 90 });
      return;
    }
    const from = desk.places[0]?.[0] ?? desk.draft.content[0]?.[0] ?? 0;
    const places = desk.sentence(from, direction);
    if (places.length) desk.put(desk.role, places);
  };
  const page = (direction: -1 | 1) => (): void =>
    desk.region?.scrollBy({ top: direction * 0.85 * desk.region.clientHeight });
  const move = (side: "start" | "end" | null, direction: -1 | 1, by: "word" | "character") => (): void =>
    desk.move(side ?? desk.side, direction, by);
  const startDraft = free(() => {
    const place = selection();
    beginDraft(desk, place && place[0] < place[1] ? place : null);
    document.getSelection()?.removeAllRanges();
  });
  const startCut = free(() => {
    const place = selection();
    beginCut(desk, place ? (points(desk.text, [place[0]])[0] ?? null) : null);
  });
  const why = free(() => (desk.mode = desk.mode === "why" ? null : "why"));
  const nextPosition = free(() => {
    const count = desk.current?.positions.length ?? 0;
    if (count) desk.at = (desk.at + 1) % count;
    const position = desk.current?.positions[desk.at];
    if (position) desk.say(position.label);
  });
  const erase = (): void => {
    if (desk.role !== "content") desk.put(desk.role, []);
  };
  const acts: Record<string, readonly [() => void, string]> = {
    y: [verdict("confirmed"), "confirm, and on"],
    n: [verdict("rejected"), "reject, and on"],
    j: [free(() => ways.turn(1)), "next statement"],
    k: [free(() => ways.turn(-1)), "statement before"],
    f: [free(() => flip(desk)), "flip the stance"],
    s: [(): void => (desk.draft ? void (desk.mode = "speaker") : ask("speaker")()), "who speaks"],
    "Shift+S": [ask("also"), "who speaks too"],
    c: [ask("concept"), "position on a concept"],
    "+": [free(() => stand(desk, "support")), "it supports the concept"],
    "-": [free(() => stand(desk, "oppose")), "it opposes it"],
    "~": [free(() => stand(desk, "conditional")), "it depends"],
    "0": [free(() => stand(desk, null)), "it takes no position"],
    p: [nextPosition, "next of its positions"],
    t: [ask("kind"), "type: direct, indirect, partly quoted"],
    "1": [role("source"), "the source; with text selected, that becomes it"],
    "2": [role("cue"), "the cue, likewise"],
    "3": [role("content"), "the content, likewise; again: its next part"],
    "[": [move("start", -1, "word"), "start a word to the left"],
    "]": [move("start", 1, "word"), "start a word to the right"],
    "{": [move("end", -1, "word"), "end a word to the left"],
    "}": [move("end", 1, "word"), "end a word to the right"],
    ArrowLeft: [move(null, -1, "word"), "the edge in hand a word to the left"],
    ArrowRight: [move(null, 1, "word"), "and to the right"],
    "Shift+ArrowLeft": [move(null, -1, "character"), "by a character"],
    "Shift+ArrowRight": [move(null, 1, "character"), "by a character"],
    e: [(): void => void (desk.side = desk.side === "start" ? "end" : "start"), "the other edge"],
    Delete: [erase, "no source, or no cue"],
    x: [startCut, "split in two"],
    a: [startDraft, "add a statement: from selected text, or from the next sentence"],
    w: [why, "why it is coded so"],
    Enter: [enter, "open to read; take what is moved"],
    Escape: [leave, "leave"],
    u: [free(() => step(desk, true)), "undo"],
    "Shift+U": [free(() => step(desk, false)), "redo"],
    "Ctrl+Z": [free(() => step(desk, true)), "undo"],
    "Ctrl+Shift+Z": [free(() => step(desk, false)), "redo"],
    ArrowUp: [upDown(-1), "scroll; while adding, the sentence before"],
    ArrowDown: [upDown(1), "scroll; while adding, the next sentence"],
    PageUp: [page(-1), ""],
    PageDown: [page(1), ""],
  };
  keys(acts);
  return Object.fromEntries(Object.entries(acts).map(([key, [act]]) => [key, act]));
}


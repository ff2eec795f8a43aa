/** What a reviewer decides: each call is shown at once and sent in the background. */
import { tick } from "svelte";
import { ApiProblem } from "../../api/client";
import { change, coder, redo, undo } from "../../api/outbox.svelte";
import type { Call, Made, ShownActor, ShownStatement, Stance, StatementKind } from "../../api/shapes";
import { notice } from "../../state/notices.svelte";
import { session } from "../../state/session.svelte";
import { DRAFT, type Desk } from "./desk.svelte";
import { cut } from "./edges";
import { decided, flipped, holding, ofKind, quote, saidBy, standing, type Patch } from "./patches";
import { pending, type Showing } from "./pending.svelte";
import { speakersOf } from "./words";

const NEW = "new-";
const READING_ONLY = "You may read here, not decide. Ask the owner for the role of a coder.";
let news = 0;

/** Return whether the statement in hand can be decided on; says why not. */
function mayChange(desk: Desk, statement: ShownStatement | null, rejectedToo = false): statement is ShownStatement {
  if (!statement) return false;
  const why = !session.mayDecide
    ? READING_ONLY
    : statement.id.startsWith(NEW)
      ? "This statement is still on its way to the ledger; a moment."
      : statement.verdict === "rejected" && !rejectedToo
        ? "This statement is rejected. Confirm it (y) before you change it."
        : null;
  if (why) {
    notice(why);
    desk.say(why);
  }
  return why === null;
}

/** Send a decision on a statement; where somebody else was first, say so and offer the way there. */
function send(desk: Desk, statement: ShownStatement, call: Call, showing: Showing): void {
  const { now, back, made } = showing;
  change(call, { seen: statement.version, now, back }).then(
    (done: Made) => {
      made(done.version, done.made ?? null);
      if (done.made && desk.route.statement?.startsWith(NEW)) followNew(desk, statement.article, done.made);
    },
    (problem: ApiProblem) => {
      if (problem.reason !== "conflict") return;
      notice(problem.message, "problem", {
        label: `Look: ${speakersOf(statement)}`,
        run: () => void look(desk, statement),
      });
    },
  );
}

/** Go to a statement and ask for it anew: what was prefetched may be older than the conflict. */
async function look(desk: Desk, { id, article }: ShownStatement): Promise<void> {
  desk.route.go({ statement: id, article });
  await tick();
  desk.fresh.reload();
}

/** A statement that was shown under a name of this tab's has got its id. */
function followNew(desk: Desk, article: string, id: string): void {
  if (desk.article?.id === article) desk.route.go({ statement: id, article });
}

function decide(desk: Desk, statement: ShownStatement, call: Call, patch: Patch): void {
  send(desk, statement, call, pending.of(statement, patch));
}

/** Decide what was moved of the spans, if anything was. */
export function settle(desk: Desk): void {
  const edit = desk.edit;
  if (!edit) return;
  const after = desk.statements.find((one) => one.id === edit.statement);
  desk.edit = null;
  const before = desk.statements.find((one) => one.id === edit.statement);
  if (!before || !after || !mayChange(desk, before)) return;
  const same = JSON.stringify([before.source, before.cue, before.content]);
  if (same === JSON.stringify([after.source, after.cue, after.content])) return;
  const { source, cue, content } = edit.spans;
  const call: Call = { do: "set_spans", statement: before.id, source, cue, content };
  decide(desk, before, call, standing(desk.text, edit.spans));
}

/** Say that the attribution is right, or that it is none; returns whether that could be decided. */
export function judge(desk: Desk, verdict: "confirmed" | "rejected"): boolean {
  settle(desk);
  const statement = desk.current;
  if (statement?.id === DRAFT || !mayChange(desk, statement, true)) return false;
  if (statement.verdict === verdict) return true;
  const name = verdict === "confirmed" ? "confirm_statement" : "reject_statement";
  decide(desk, statement, { do: name, statement: statement.id }, decided(verdict));
  return true;
}

export function setKind(desk: Desk, kind: StatementKind): void {
  settle(desk);
  const statement = desk.current;
  desk.mode = null;
  if (!mayChange(desk, statement) || statement.kind === kind) return;
  if (statement.id === DRAFT) desk.draft = ofKind(kind)(statement);
  else decide(desk, statement, { do: "set_statement_kind", statement: statement.id, kind }, ofKind(kind));
}

/** Say who speaks: ids, or new names where an actor has none. */
export function setSpeakers(desk: Desk, speakers: ShownActor[]): void {
  settle(desk);
  const statement = desk.current;
  desk.mode = null;
  if (!mayChange(desk, statement)) return;
  const call: Call = { do: "set_speakers", statement: statement.id, actors: speakers.map((one) => one.id || one.name) };
  if (statement.id === DRAFT) desk.draft = saidBy(speakers)(statement);
  else decide(desk, statement, call, saidBy(speakers));
}

/** Say where the statement stands on a concept; what the machine thinks already is confirmed thereby. */
export function setPosition(desk: Desk, concept: { concept: string; label: string }, stance: Stance | null): void {
  settle(desk);
  const statement = desk.current;
  desk.mode = null;
  desk.picked = null;
  if (statement?.id === DRAFT || !mayChange(desk, statement)) return;
  const held = statement.positions.find((one) => one.concept === concept.concept);
  if ((held?.stance ?? null) === stance && held?.decided_by !== "machine" && held) return;
  const call: Call =
    held?.stance === stance
      ? { do: "confirm_position", statement: statement.id, concept: concept.concept }
      : { do: "set_position", statement: statement.id, concept: concept.concept, stance };
  decide(desk, statement, call, holding(concept, stance, coder.name));
  if (stance !== null && !held) desk.at = statement.positions.length;
}

/** Turn the chosen position around; without one, ask for a concept. */
export function flip(desk: Desk): void {
  const position = desk.current?.positions[desk.at];
  if (position) setPosition(desk, position, flipped[position.stance]);
  else desk.mode = "concept";
}

/** Give the chosen position, or the concept just picked, a stance. */
export function stand(desk: Desk, stance: Stance | null): void {
  const concept = desk.picked ?? desk.current?.positions[desk.at];
  if (concept) setPosition(desk, { concept: concept.concept, label: concept.label }, stance);
  else desk.mode = "concept";
}

/** Propose a cut: at the caret where it stands in the content, else after the first sentence, else in the middle. */
export function beginCut(desk: Desk, caret: number | null): void {
  settle(desk);
  const statement = desk.current;
  if (statement?.id === DRAFT || !mayChange(desk, statement)) return;
  const [first = 0, last = 0] = [statement.content[0]?.[0], statement.content.at(-1)?.[1]];
  const within = (point: number | undefined): point is number => point !== undefined && first < point && point < last;
  const sentence = desk.sentence(first, 1)[0]?.[0];
  const middle = Math.floor((first + last) / 2);
  desk.mode = "cut";
  desk.cutAt = within(caret ?? undefined) ? caret : within(sentence) ? sentence : middle;
  if (desk.cutAt === middle) desk.move("start", 1, "word");
  desk.say("Cut here? Left and right move it, Enter cuts, Escape leaves.");
}

export function makeCut(desk: Desk): void {
  const [statement, at] = [desk.current, desk.cutAt];
  [desk.mode, desk.cutAt] = [null, null];
  if (at === null || !mayChange(desk, statement)) return;
  const [left, right] = cut(statement.content, at);
  const rest = { ...standing(desk.text, { source: statement.source, cue: statement.cue, content: right })(statement) };
  const second: ShownStatement = { ...rest, id: `${NEW}${++news}`, verdict: null, by_hand: true, version: 0, positions: [] };
  const first = standing(desk.text, { source: statement.source, cue: statement.cue, content: left });
  const showing = pending.of(statement, first, pending.added(second, statement.id));
  send(desk, statement, { do: "split_statement", statement: statement.id, at }, showing);
  desk.say("Cut in two");
}

const EMPTY = { source: [], cue: [], speakers: [], positions: [], verdict: null, copy_of: null } as const;

/** Begin to add a statement: with the text that is selected, or with the next sentence. */
export function beginDraft(desk: Desk, selection: [number, number] | null): void {
  settle(desk);
  const article = desk.article;
  if (!article) return;
  if (!session.mayDecide) {
    notice(READING_ONLY);
    return;
  }
  const after = desk.current?.content.at(-1)?.[1] ?? -1;
  const content = desk.sentence(after, 1);
  const { title, outlet, published, url } = article;
  desk.reset();
  desk.draft = {
    ...structuredClone(EMPTY as unknown as Pick<ShownStatement, keyof typeof EMPTY>),
    ...{ id: DRAFT, article: article.id, title, outlet, published, url, kind: "indirect" as const },
    ...{ date: published, date_basis: "article" as const, date_precision: "day" as const },
    ...{ content, text: quote(article.text, content), confidence: 1, by_hand: true, version: 0 },
  };
  if (selection) {
    desk.take(selection);
    draftOn(desk);
  } else desk.say("Up and down choose the sentence, left and right its edge. Enter goes on.");
}

/** Go on to the next part of a draft: its source, its cue, its speaker. */
export function draftOn(desk: Desk): void {
  if (!desk.draft?.content.length) return;
  if (desk.role === "content") desk.choose("source");
  else if (desk.role === "source") desk.choose("cue");
  else desk.mode = "speaker";
}

export function keepDraft(desk: Desk): void {
  const draft = desk.draft;
  if (!draft) return;
  const from = desk.route.statement;
  const made: ShownStatement = { ...draft, id: `${NEW}${++news}` };
  const { article, source, cue, content } = draft;
  const speakers = draft.speakers.map((one) => one.id || one.name);
  desk.draft = null;
  desk.reset();
  const call: Call = { do: "add_statement", article, source, cue, content, speakers };
  send(desk, made, call, pending.added(made, from));
  desk.route.go({ statement: made.id, article });
}

/** Undo or redo this tab's last step, and go where it was made. */
export function step(desk: Desk, back: boolean): void {
  if (back && desk.edit) {
    desk.edit = null;
    desk.say("Moved back");
    return;
  }
  settle(desk);
  pending.touched = null;
  const done = back ? undo() : redo();
  const words = back ? "Undone" : "Made anew";
  notice(done ? words : `Nothing to ${back ? "undo" : "redo"} in this tab.`);
  const touched = pending.touched as { statement: string; article: string } | null;
  if (done && touched) desk.route.go(touched);
}


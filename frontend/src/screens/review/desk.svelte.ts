/** The desk of a reviewer: the article that lies on it, the statement in hand, and what is being done to it. */
import { fresh, type Fresh } from "../../api/fresh.svelte";
import type { ShownArticle, ShownStatement } from "../../api/shapes";
import { points, utf16 } from "../../text/codepoints";
import { joined, nextCharacter, nextSentence, nextWord, withEdge, type Places, type Side } from "./edges";
import { standing, type Spans } from "./patches";
import { pending } from "./pending.svelte";
import { paragraphs, segments, type Marked, type Paragraph, type Role } from "./segments";
import { told } from "./words";

export type Mode = "speaker" | "also" | "concept" | "stance" | "kind" | "cut" | "why" | null;
export const DRAFT = "draft";

/** Where the reviewer is, and how he gets elsewhere. */
export interface Route {
  readonly article: string | null;
  readonly statement: string | null;
  /** How far he is, in words. */
  readonly where: string;
  go(to: { statement: string; article: string }): void;
}

/** What was drawn last, so that a decision that moves no span draws no line anew. */
interface Drawn {
  article: string;
  cut: number | null;
  statements: readonly Marked[];
  lines: readonly Paragraph[];
}

function alike(before: readonly Marked[], now: readonly Marked[]): boolean {
  return (
    before.length === now.length &&
    now.every((one, place) => {
      const old = before[place];
      return old?.id === one.id && old.source === one.source && old.cue === one.cue && old.content === one.content;
    })
  );
}

export class Desk {
  readonly route: Route;
  readonly fresh: Fresh<ShownArticle>;
  mode = $state<Mode>(null);
  role = $state<Role>("content");
  side = $state<Side>("end");
  part = $state(0);
  /** Which of the statement's positions the keys for stances mean. */
  at = $state(0);
  /** A concept that was picked and waits for its stance. */
  picked = $state.raw<{ concept: string; label: string } | null>(null);
  cutAt = $state<number | null>(null);
  /** A statement that is being added. */
  draft = $state.raw<ShownStatement | null>(null);
  /** Spans that were moved and are not yet decided. */
  edit = $state.raw<{ statement: string; spans: Spans } | null>(null);
  said = $state("");
  /** The part of the page that shows the article. */
  region = $state.raw<HTMLElement | null>(null);
  #drawn: Drawn = { article: "", cut: null, statements: [], lines: [] };
  #served = new Map<string, { as: string; statement: ShownStatement }>();

  constructor(route: Route) {
    this.route = route;
    this.fresh = fresh<ShownArticle>(() =>
      route.article === null ? null : { path: `/articles/${encodeURIComponent(route.article)}` },
    );
  }

  readonly article = $derived.by(() => {
    const value = this.fresh.value;
    return value?.id === this.route.article ? value : undefined;
  });
  /** The article with its statements, each the same object as long as the server says the same of it. */
  readonly served = $derived.by(() => {
    const known = this.#served;
    this.#served = new Map();
    const statements = this.article?.statements.map((statement) => {
      const as = JSON.stringify(statement);
      const old = known.get(statement.id);
      const kept = old?.as === as ? old : { as, statement };
      this.#served.set(statement.id, kept);
      return kept.statement;
    });
    return this.article && statements && { ...this.article, statements };
  });
  readonly text = $derived(this.article?.text ?? "");
  readonly statements = $derived.by(() => {
    if (!this.served) return [];
    const known = pending.statementsOf(this.served).map((one) => this.#edited(one));
    return this.draft ? [...known, this.draft] : known;
  });
  readonly current = $derived(
    this.draft ?? this.statements.find((one) => one.id === this.route.statement) ?? null,
  );
  readonly id = $derived(this.current?.id ?? null);
  readonly places: Places = $derived(this.current?.[this.role] ?? []);
  /** Where the chosen part of the chosen span stands, in UTF-16 offsets. */
  readonly edges = $derived.by(() => {
    const place = this.places[Math.min(this.part, this.places.length - 1)];
    if (!place) return null;
    const [start = 0, end = 0] = utf16(this.text, place);
    return { start, end, side: this.side };
  });
  readonly cut16 = $derived(this.cutAt === null ? null : (utf16(this.text, [this.cutAt])[0] ?? null));
  readonly lines = $derived.by(() => {
    const statements = this.statements.filter((one) => one.verdict !== "rejected" || one.id === this.id);
    const [article, cut, before] = [this.article?.id ?? "", this.cutAt, this.#drawn];
    const same = before.article === article && before.cut === cut && alike(before.statements, statements);
    if (!same) {
      const runs = segments(this.text, statements, cut === null ? [] : [cut]);
      const lines = paragraphs(this.text, runs, before.article === article ? before.lines : []);
      this.#drawn = { article, cut, statements, lines };
    }
    return this.#drawn.lines;
  });

  #edited(statement: ShownStatement): ShownStatement {
    const edit = this.edit;
    return edit?.statement === statement.id ? standing(this.text, edit.spans)(statement) : statement;
  }

  say(words: string): void {
    this.said = this.said === words ? `${words}\u00a0` : words;
  }

  /** Begin anew with another statement. */
  reset(): void {
    this.mode = null;
    this.role = "content";
    this.side = "end";
    this.part = 0;
    this.at = 0;
    this.picked = null;
    this.cutAt = null;
  }

  announce(): void {
    if (this.current) this.say(`${told(this.current)}. ${this.route.where}`);
  }

  /** Choose source, cue or content; chosen again, the next part of it. */
  choose(role: Role): void {
    this.part = this.role === role && this.places.length > 1 ? (this.part + 1) % this.places.length : 0;
    this.role = role;
    const place = this.places[this.part];
    this.say(`${role}: ${place ? this.reads(place) : "none"}`);
  }

  /** Return what a place in code points reads. */
  reads(place: [number, number]): string {
    return this.text.slice(...(utf16(this.text, place) as [number, number]));
  }

  /** Move the cut, or an edge of the chosen span, by a word or a character. */
  move(side: Side, direction: -1 | 1, by: "word" | "character"): void {
    if (this.mode === "cut" && this.cut16 !== null) {
      this.#moveCut(direction, by);
      return;
    }
    if (!this.current) return;
    this.side = side;
    const edges = this.edges ?? this.#seed();
    const from = edges[side];
    const to = by === "word" ? nextWord(this.text, from, direction, side) : nextCharacter(this.text, from, direction);
    const [point = 0] = points(this.text, [to]);
    const places = this.edges ? withEdge(this.places, this.part, side, point) : this.#placed([edges.start, edges.end]);
    if (!places.length) return;
    this.part = Math.max(0, places.findIndex(([start, end]) => start <= point && point <= end));
    this.put(this.role, places);
  }

  /** Make the chosen span read otherwise; it is decided a little later, or with the next thing that is done. */
  put(role: Role, places: Places): void {
    const current = this.current;
    if (!current) return;
    const spans: Spans = { source: current.source, cue: current.cue, content: current.content, [role]: joined(places) };
    if (this.draft) this.draft = standing(this.text, spans)(this.draft);
    else this.edit = { statement: current.id, spans };
    const place = spans[role][Math.min(this.part, spans[role].length - 1)];
    this.say(`${role}: ${place ? this.reads(place) : "none"}`);
  }

  /** Return the word before the content: where a source or cue that is missing is likely to stand. */
  #seed(): { start: number; end: number } {
    const [first = 0] = utf16(this.text, [this.current?.content[0]?.[0] ?? 0]);
    let start = nextWord(this.text, first, -1, "start");
    while (start > 0 && !/[\p{L}\p{N}]/u.test(this.text.slice(start, start + 2))) start = nextWord(this.text, start, -1, "start");
    return { start, end: nextWord(this.text, start, 1, "end") };
  }

  #placed(offsets: [number, number]): Places {
    return [points(this.text, offsets) as [number, number]];
  }

  #moveCut(direction: -1 | 1, by: "word" | "character"): void {
    const from = this.cut16 ?? 0;
    const to = by === "word" ? nextWord(this.text, from, direction, "start") : nextCharacter(this.text, from, direction);
    const [point = 0] = points(this.text, [to]);
    const content = this.current?.content ?? [];
    if (point > (content[0]?.[0] ?? 0) && point < (content.at(-1)?.[1] ?? 0)) this.cutAt = point;
  }

  /** Take a selection (UTF-16 offsets) for the chosen span. */
  take(selection: [number, number]): void {
    this.part = 0;
    this.put(this.role, this.#placed(selection));
  }

  /** Return the sentence (code points) after or before a place. */
  sentence(point: number, direction: -1 | 1): Places {
    const [at = 0] = utf16(this.text, [point]);
    const found = nextSentence(this.text, at, direction);
    return found ? this.#placed(found) : [];
  }
}

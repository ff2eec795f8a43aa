/** Decisions of this tab that the server's last answer may lack: laid over it, so that the screen never waits. */
import type { ShownArticle, ShownStatement } from "../../api/shapes";
import { asItWas, type Patch } from "./patches";

/** A patch, shown until the server knows the statement in this version or a later one. */
interface Laid {
  patch: Patch;
  until: number;
}

/** A statement that is new; `made` is its id once the server has given it one. */
interface Added {
  statement: ShownStatement;
  made: string | null;
}

/** A statement's verdict, and the one that it had when this tab first changed it. */
export interface Verdict {
  first: string | null;
  now: string | null;
}

/** What a change needs to be shown, taken back and settled. */
export interface Showing {
  now: () => void;
  back: () => void;
  made: (version: number, id: string | null) => void;
}

class Pending {
  #laid = $state.raw<ReadonlyMap<string, readonly Laid[]>>(new Map());
  #added = $state.raw<readonly Added[]>([]);
  #gone = $state.raw<ReadonlySet<string>>(new Set());
  /** The verdicts given or taken back here, by statement. */
  verdicts = $state.raw<ReadonlyMap<string, Verdict>>(new Map());
  /** The statement that was changed, or changed back, last. */
  touched: { statement: string; article: string } | null = null;
  #latest = new Map<string, number>();

  /** Return a statement as it is by what was decided here. */
  shown(statement: ShownStatement): ShownStatement {
    const laid = this.#laid.get(statement.id) ?? [];
    return laid.filter((one) => statement.version < one.until).reduce((sofar, one) => one.patch(sofar), statement);
  }

  /** Return an article's statements as they are by what was decided here, in text order. */
  statementsOf(article: ShownArticle): ShownStatement[] {
    const known = new Set(article.statements.map((one) => one.id));
    const added = this.#added.filter(
      (one) => one.statement.article === article.id && !(one.made !== null && known.has(one.made)),
    );
    return [...article.statements, ...added.map((one) => ({ ...one.statement, id: one.made ?? one.statement.id }))]
      .filter((one) => !this.#gone.has(one.id))
      .map((one) => this.shown(one))
      .sort((a, b) => (a.content[0]?.[0] ?? 0) - (b.content[0]?.[0] ?? 0));
  }

  /** Show what a decision makes of a statement, and, by `further`, of what comes with it. */
  of(before: ShownStatement, patch: Patch, further?: Showing): Showing {
    let entry: Laid | null = null;
    let settled = false;
    const after = patch(before);
    const note = (verdict: string | null) => {
      if (after.verdict !== before.verdict) {
        const first = this.verdicts.get(before.id)?.first ?? before.verdict;
        this.verdicts = new Map(this.verdicts).set(before.id, { first, now: verdict });
      }
      this.touched = { statement: before.id, article: before.article };
    };
    return {
      now: () => {
        entry = this.#lay(before, patch);
        note(after.verdict);
        further?.now();
      },
      back: () => {
        if (settled) this.#lay(before, asItWas(before));
        else this.#relay(before.id, (laid) => laid.filter((one) => one !== entry));
        note(before.verdict);
        further?.back();
      },
      made: (version, id) => {
        settled = true;
        this.#latest.set(before.id, Math.max(version, this.#latest.get(before.id) ?? 0));
        const [old, settledAt] = [entry, entry && { ...entry, until: version }];
        if (settledAt) this.#relay(before.id, (laid) => laid.map((one) => (one === old ? settledAt : one)));
        entry = settledAt;
        further?.made(version, id);
      },
    };
  }

  /** Show a statement that is new; `from` is where the person was before, and is again once it is undone. */
  added(statement: ShownStatement, from: string | null): Showing {
    let id: string | null = null;
    const touch = (one: string) => (this.touched = { statement: one, article: statement.article });
    return {
      now: () => {
        this.#gone = new Set([...this.#gone].filter((one) => one !== id));
        this.#added = [...this.#added, { statement, made: id }];
        touch(id ?? statement.id);
      },
      back: () => {
        this.#added = this.#added.filter((one) => one.statement !== statement);
        if (id !== null) this.#gone = new Set([...this.#gone, id]);
        if (from !== null) touch(from);
      },
      made: (_version, made) => {
        id = made;
        this.#added = this.#added.map((one) => (one.statement === statement ? { ...one, made } : one));
      },
    };
  }

  #lay(statement: ShownStatement, patch: Patch): Laid {
    const until = Math.max(statement.version, this.#latest.get(statement.id) ?? 0) + 1;
    this.#latest.set(statement.id, until);
    const entry = { patch, until };
    this.#relay(statement.id, (laid) => [...laid.filter((one) => statement.version < one.until), entry]);
    return entry;
  }

  #relay(statement: string, how: (laid: readonly Laid[]) => readonly Laid[]): void {
    this.#laid = new Map(this.#laid).set(statement, how(this.#laid.get(statement) ?? []));
  }
}

export const pending = new Pending();

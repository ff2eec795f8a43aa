/** A round of review: the queue by the filters in the address, where in it one is, how far it has come. */
import { untrack } from "svelte";
import { fresh, prefetch, type Fresh } from "../../api/fresh.svelte";
import type { Queue, Queued, StatementPage } from "../../api/shapes";
import { address, set } from "../../state/address.svelte";
import type { Route } from "./desk.svelte";
import { articlesAhead, carriedOn, pace } from "./order";
import { pending, type Verdict } from "./pending.svelte";

export const FILTERS = ["order", "actor", "concept", "outlet"] as const;
const MOST = 500;

export class Round implements Route {
  readonly queue: Fresh<Queue>;
  /** When statements were decided in this round (ms). */
  times = $state.raw<readonly number[]>([]);
  #reached = $state.raw<readonly Queued[]>([]);
  #lookup: Fresh<StatementPage>;
  /** The verdicts that the server's last answer knew of. */
  #counted = $state.raw<ReadonlyMap<string, Verdict>>(new Map());

  readonly filters = $derived(FILTERS.map((name) => address.query[name] ?? "").join("\u001f"));

  constructor() {
    this.queue = fresh<Queue>(() => {
      const { order, actor, concept, outlet } = address.query;
      return { path: "/queue", query: { order, actor, concept, outlet, limit: this.#limit } };
    });
    this.#lookup = fresh<StatementPage>(() =>
      this.queue.value && this.statement !== null && this.#place === -1 && !this.statement.startsWith("new-")
        ? { path: "/statements", query: { id: [this.statement] } }
        : null,
    );
    $effect.pre(() => {
      if (this.queue.value) this.#counted = untrack(() => pending.verdicts);
    });
  }

  readonly order: readonly Queued[] = $derived.by(() => carriedOn(this.#reached, this.queue.value?.queued ?? []));
  /** A step of a hundred more than was passed over, so that what waits further back is known in time. */
  readonly #limit = $derived(Math.min(MOST, 100 * Math.ceil((this.#reached.length + 50) / 100)));
  readonly statement = $derived.by(() => address.query["statement"] ?? this.#first());
  readonly #place = $derived(this.order.findIndex((one) => one.statement === this.statement));
  readonly article = $derived.by(
    () =>
      this.order[this.#place]?.article ??
      this.#lookup.value?.statements.find((one) => one.id === this.statement)?.article ??
      null,
  );
  readonly total = $derived.by(() => this.queue.value?.total ?? 0);
  /** How many are decided by these filters, with what was decided here and the server has not yet counted. */
  readonly decided = $derived.by(() => {
    let count = this.queue.value?.decided ?? 0;
    for (const [statement, { first, now }] of pending.verdicts) {
      const counted = this.#counted.get(statement);
      count += Number(now !== null) - Number((counted ? counted.now : first) !== null);
    }
    return Math.max(0, Math.min(this.total, count));
  });
  readonly where = $derived(`${Math.max(0, this.total - this.decided)} left`);
  readonly missing = $derived.by(
    () => this.#lookup.value !== undefined && this.article === null && this.statement !== null && !this.#lookup.loading,
  );

  #first(): string | null {
    return this.#waiting(this.order, 0)?.statement ?? this.order[0]?.statement ?? null;
  }

  #waiting(order: readonly Queued[], from: number): Queued | undefined {
    const known = new Set(this.queue.value?.queued.map((one) => one.statement));
    const waits = (one: Queued): boolean => {
      const verdict = pending.verdicts.get(one.statement);
      return verdict ? verdict.now === null : known.has(one.statement);
    };
    return order.slice(from).find(waits);
  }

  /** Begin anew: other filters. */
  restart(): void {
    this.#reached = [];
    this.times = [];
  }

  go(to: { statement: string; article: string }): void {
    this.#keep();
    if (!this.order.some((one) => one.statement === to.statement)) {
      const place = this.#place + 1;
      this.#reached = [...this.order.slice(0, place), { ...to, confidence: 1 }, ...this.#reached.slice(place)];
    }
    set({ statement: to.statement }, { replace: true });
  }

  /** Go one on or back; false where there is nothing more. */
  turn(direction: -1 | 1): boolean {
    const next = this.order[Math.max(-1, this.#place + direction)];
    if (next) this.go(next);
    return next !== undefined;
  }

  /** Go to the next statement that still waits, from here on and then from the start. */
  advance(): boolean {
    this.times = [...this.times.slice(-200), Date.now()];
    const next = this.#waiting(this.order, this.#place + 1) ?? this.#waiting(this.order, 0);
    if (next && next.statement !== this.statement) this.go(next);
    return next !== undefined;
  }

  readonly pace = $derived(pace(this.times, this.times.at(-1) ?? 0));

  /** What was reached keeps its place when the queue is asked anew. */
  #keep(): void {
    if (this.#place >= this.#reached.length) this.#reached = this.order.slice(0, this.#place + 1);
  }

  /** Ask for the next articles already now. */
  ahead(): void {
    for (const one of articlesAhead(this.order, this.#place, this.article, 3)) {
      prefetch(`/articles/${encodeURIComponent(one)}`);
    }
  }
}

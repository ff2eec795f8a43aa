/** What the server last answered, asked anew when the question or the ledger changes. */
import { untrack } from "svelte";
import { addressOf, ApiProblem, get, type Query } from "./client";
import { painted } from "../state/painted";
import { happened } from "./happened.svelte";
import { outbox } from "./outbox.svelte";

export interface Ask {
  path: string;
  query?: Query;
}

export interface Fresh<T> {
  /** The last answer, kept while the next is on its way. Setting it shows a change before the server knows of it. */
  value: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  reload(): void;
}

interface Kept {
  version: number;
  value: unknown;
}

const MOST_KEPT = 120;
/** Changes of others are gathered this long (milliseconds) before a view is asked for again. */
const SETTLING = 200;
const kept = new Map<string, Kept>();
const coming = new Map<string, Promise<unknown>>();

function keep(address: string, version: number, value: unknown): void {
  kept.delete(address);
  kept.set(address, { version, value });
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
}

/** Ask already now what will soon be shown, once what is shown now is painted. */
export async function prefetch(path: string, query?: Query): Promise<void> {
  await painted();
  const address = addressOf(path, query);
  const version = happened.version;
  if (coming.has(address) || kept.get(address)?.version === version) return;
  const answer = get<unknown>(address).then((value) => keep(address, version, value));
  coming.set(
    address,
    answer.catch(() => {}).finally(() => coming.delete(address)),
  );
}

/** Forget all answers: another person is at work. */
export function forgetAnswers(): void {
  kept.clear();
}

/** Call while a component is made. `ask` may use state; null asks nothing. */
export function fresh<T>(ask: () => Ask | null): Fresh<T> {
  let value = $state.raw<T | undefined>();
  let problem = $state.raw<ApiProblem | undefined>();
  let loading = $state(true);
  let again = $state(0);
  let shown = "";
  let stamp = "";
  const asked = $derived.by(() => {
    const now = ask();
    return now && addressOf(now.path, now.query);
  });
  const waits = $derived(outbox.pending > 0);

  $effect.pre(() => {
    const address = asked;
    const version = happened.version;
    const mark = `${version} ${again} ${happened.again}`;
    const busy = waits;
    return untrack(() => {
      if (address === null) {
        [value, problem, loading, shown] = [undefined, undefined, false, ""];
        return undefined;
      }
      return address === shown ? renew(address, version, mark, busy) : begin(address, version, mark);
    });
  });

  function begin(address: string, version: number, mark: string): (() => void) | undefined {
    const known = kept.get(address);
    if (known) {
      [value, problem, shown] = [known.value as T, undefined, address];
      if (known.version === version) {
        [loading, stamp] = [false, mark];
        return undefined;
      }
    }
    return request(address, version, mark);
  }

  /** What is shown already waits until this tab's own changes are taken: an answer in between would lack them. */
  function renew(address: string, version: number, mark: string, busy: boolean): (() => void) | undefined {
    if (busy || mark === stamp) return undefined;
    let stop: (() => void) | undefined;
    const timer = setTimeout(() => (stop = request(address, version, mark)), SETTLING);
    return () => (clearTimeout(timer), stop?.());
  }

  function request(address: string, version: number, mark: string): () => void {
    const aborting = new AbortController();
    loading = true;
    const told = (): Promise<T> => get<T>(address, undefined, aborting.signal);
    // With an answer on the screen, what was done to it is painted before the next is asked for.
    const ask = (): Promise<T> => (value === undefined ? told() : painted().then(told));
    const prefetched = coming.get(address)?.then(() => (kept.get(address)?.value as T | undefined) ?? ask());
    (prefetched ?? ask())
      .then((answer) => {
        if (aborting.signal.aborted) return;
        keep(address, version, answer);
        [value, problem, loading, shown, stamp] = [answer, undefined, false, address, mark];
      })
      .catch((error: unknown) => {
        if (aborting.signal.aborted) return;
        [problem, loading] = [error instanceof ApiProblem ? error : new ApiProblem("failed", String(error)), false];
        if (shown !== address) [value, shown] = [undefined, address];
        stamp = mark;
      });
    return () => aborting.abort();
  }

  return {
    get value() {
      return value;
    },
    set value(given: T | undefined) {
      value = given;
      const known = kept.get(shown);
      if (known) known.value = given;
    },
    get problem() {
      return problem;
    },
    get loading() {
      return loading;
    },
    reload: () => untrack(() => void again++), // also from within an effect
  };
}

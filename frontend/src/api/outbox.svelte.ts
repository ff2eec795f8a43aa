/** Decisions on their way: shown at once, sent one after the other, undone and redone. */
import { notice } from "../state/notices.svelte";
import { coder } from "../state/coder.svelte";
import { painted } from "../state/painted";
import { ApiProblem, send } from "./client";
import { happened } from "./happened.svelte";
import type { Call, Change, Made } from "./shapes";

export { coder };

export interface Options {
  /** The version of the subject that the person saw. */
  seen?: number | undefined;
  /** Shows the change before the server knows of it. */
  now?: (() => void) | undefined;
  /** Takes that back where the change is refused or undone. */
  back?: (() => void) | undefined;
  why?: string | undefined;
}

/** A step that can be undone: the decisions it made, and whether they stand. */
interface Step {
  decisions: readonly number[];
  stands: boolean;
  subject: string | null;
  options: Options;
}

interface Waiting {
  calls: () => readonly Call[];
  keys: string[];
  subject: string | null;
  options: Options;
  back: () => void;
  settle: (made: Made[]) => void;
  refuse: (problem: ApiProblem) => void;
}

interface Means {
  post: (change: Change) => Promise<Made>;
  pause: (tries: number) => Promise<void>;
  refused: (problem: ApiProblem) => void;
}

const PASSING = new Set(["unreachable", "busy", "too_many", "not_signed_in"]);

export class Outbox {
  /** How many changes the server has not yet taken. */
  pending = $state(0);
  /** Why they wait, if something is in their way. */
  problem = $state.raw<ApiProblem | null>(null);
  #done = $state.raw<readonly Step[]>([]);
  #undone = $state.raw<readonly Step[]>([]);
  #waiting: Waiting[] = [];
  #running = false;
  #versions = new Map<string, number>();
  #means: Means;

  constructor(means: Means) {
    this.#means = means;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Make a change; what it returns rejects with an `ApiProblem` where it is refused, which need not be caught. */
  change(call: Call, options: Options = {}): Promise<Made> {
    const step: Step = { decisions: [], stands: false, subject: subjectOf(call), options };
    options.now?.();
    this.#done = [...this.#done, step];
    this.#undone = [];
    const made = this.#enqueue(step, () => [call], options, () => options.back?.(), () => this.#forget(step)).then((all) => {
      const one = all[0] as Made;
      step.decisions = call.do === "undo" ? [call.decision] : one.decisions;
      step.stands = call.do !== "undo";
      return one;
    });
    made.catch(() => {});
    return made;
  }

  /** Undo this tab's last step; false where there is none. */
  undo(): boolean {
    const step = this.#done.at(-1);
    if (!step) return false;
    this.#done = this.#done.slice(0, -1);
    this.#undone = [...this.#undone, step];
    this.#turn(step, step.options.back, step.options.now);
    return true;
  }

  /** Make the step undone last anew; false where there is none. */
  redo(): boolean {
    const step = this.#undone.at(-1);
    if (!step) return false;
    this.#undone = this.#undone.slice(0, -1);
    this.#done = [...this.#done, step];
    this.#turn(step, step.options.now, step.options.back);
    return true;
  }

  #turn(step: Step, now: (() => void) | undefined, back: (() => void) | undefined): void {
    now?.();
    const calls = (): Call[] =>
      step.stands
        ? step.decisions.toReversed().map((decision) => ({ do: "undo", decision }))
        : step.decisions.map((decision) => ({ do: "redo", decision }));
    this.#enqueue(step, calls, {}, () => back?.(), () => this.#forget(step))
      .then((all) => {
        if (!step.stands) step.decisions = all.flatMap((made) => made.decisions);
        step.stands = !step.stands;
      })
      .catch(() => {});
  }

  #forget(step: Step): void {
    this.#done = this.#done.filter((one) => one !== step);
    this.#undone = this.#undone.filter((one) => one !== step);
  }

  #enqueue(
    step: Step,
    calls: () => readonly Call[],
    options: Options,
    back: () => void,
    forget: () => void,
  ): Promise<Made[]> {
    const answer = new Promise<Made[]>((settle, reject) => {
      const refuse = (problem: ApiProblem): void => (forget(), reject(problem));
      this.#waiting.push({ calls, keys: [], subject: step.subject, options, back, settle, refuse });
    });
    this.pending = this.#waiting.length;
    void this.#run();
    return answer;
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let tries = 0; this.#waiting.length; ) {
      const first = this.#waiting[0] as Waiting;
      try {
        const made = await this.#sent(first);
        first.settle(made);
        await Promise.resolve(); // what hangs on the promise (a step's decisions) is done before the next is sent
        this.#waiting.shift();
        this.problem = null;
        tries = 0;
      } catch (error) {
        const problem = asProblem(error);
        if (PASSING.has(problem.reason)) {
          this.problem = problem;
          await this.#means.pause(tries++);
        } else this.#refuse(first, problem);
      }
      this.pending = this.#waiting.length;
    }
    this.#running = false;
  }

  async #sent(waiting: Waiting): Promise<Made[]> {
    const all: Made[] = [];
    for (const [place, call] of waiting.calls().entries()) {
      const key = (waiting.keys[place] ??= newKey());
      const made = await this.#means.post({
        call,
        key,
        seen: this.#seen(waiting),
        by: coder.given,
        why: waiting.options.why ?? null,
      });
      if (waiting.subject !== null) this.#versions.set(waiting.subject, made.version);
      all.push(made);
    }
    return all;
  }

  /** The version that the person saw, or a later one that is his own doing. */
  #seen(waiting: Waiting): number | null {
    const { seen } = waiting.options;
    if (seen === undefined || waiting.subject === null) return null;
    return Math.max(seen, this.#versions.get(waiting.subject) ?? 0);
  }

  /** Take a refused change back, and before it those made on top of it. */
  #refuse(refused: Waiting, problem: ApiProblem): void {
    const fallen = this.#waiting.filter((one) => one === refused || (refused.subject !== null && one.subject === refused.subject));
    this.#waiting = this.#waiting.filter((one) => !fallen.includes(one));
    for (const one of fallen.toReversed()) {
      one.back();
      one.refuse(problem);
    }
    this.#means.refused(problem);
  }
}

function subjectOf(call: Call): string | null {
  if ("statement" in call) return `statement ${call.statement}`;
  if ("actor" in call) return `actor ${call.actor}`;
  return "concept" in call ? `concept ${call.concept}` : null;
}

/** A change's own key. (`crypto.randomUUID` is missing where the page comes without encryption from another machine.) */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function asProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem("failed", String(error));
}

let wake = () => {};

/** Half a second at first, three seconds at most, and at once when the line is up again. */
function pause(tries: number): Promise<void> {
  return new Promise((resume) => {
    const timer = setTimeout(resume, Math.min(500 * 2 ** tries, 3_000));
    wake = () => (clearTimeout(timer), resume());
  });
}

/** Try again at once what waits for the server. */
export function resume(): void {
  wake();
}

async function post(change: Change): Promise<Made> {
  await painted();
  const made = await send<Made>("POST", "/changes", change);
  happened.reached(made.ledger);
  return made;
}

function refused(problem: ApiProblem): void {
  notice(problem.message, "problem");
  happened.again++;
}

export const outbox = new Outbox({ post, pause, refused });

export function change(call: Call, options?: Options): Promise<Made> {
  if (!coder.asked) {
    coder.name = coder.name; // so that it is asked once
    const ask = (): void => void (coder.asking = true);
    notice(`Your decisions are recorded under the name “${coder.name}”.`, "done", { label: "Give another", run: ask });
  }
  return outbox.change(call, options);
}

export const undo = (): boolean => outbox.undo();
export const redo = (): boolean => outbox.redo();

window.addEventListener("beforeunload", (event) => {
  if (outbox.pending) event.preventDefault();
});

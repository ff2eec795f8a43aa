/** Who is at work, on which ledger, and what he may do. */
import { get, held, send } from "../api/client";
import { forgetAnswers } from "../api/fresh.svelte";
import { happened } from "../api/happened.svelte";
import { resume } from "../api/outbox.svelte";
import type { Role, Session } from "../api/shapes";
import { coder } from "./coder.svelte";

class Sitting {
  #told = $state.raw<Session | null>(null);

  get known(): boolean {
    return this.#told !== null;
  }
  get accounts(): boolean {
    return this.#told?.accounts ?? false;
  }
  get signedIn(): boolean {
    return this.#told !== null && (!this.#told.accounts || this.#told.signed_in);
  }
  get name(): string {
    return coder.name;
  }
  get role(): Role {
    return this.#told?.role ?? (this.accounts ? "reader" : "owner");
  }
  get ledger(): string {
    return this.#told?.ledger ?? "onrecord";
  }
  get version(): number {
    return happened.version;
  }
  get mayDecide(): boolean {
    return this.signedIn && this.role !== "reader";
  }
  get mayOwn(): boolean {
    return this.signedIn && this.role === "owner";
  }

  async open(): Promise<void> {
    this.#take(await get<Session>("/session"));
  }
  async signIn(name: string, password: string): Promise<void> {
    this.#take(await send<Session>("POST", "/session", { name, password }));
    resume();
  }
  async signOut(): Promise<void> {
    this.#take(await send<Session>("DELETE", "/session"));
  }
  /** The server no longer knows this browser. */
  ended(): void {
    if (this.#told?.signed_in) this.#told = { ...this.#told, signed_in: false };
  }

  #take(told: Session): void {
    if (this.#told?.name !== told.name) forgetAnswers();
    held.token = told.token;
    coder.account = told.accounts ? told.name : null;
    happened.reached(told.version);
    this.#told = told;
  }
}

export const session = new Sitting();
held.signedOut = () => session.ended();
held.renewed = () => session.open();

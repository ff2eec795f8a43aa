/** The name under which decisions are made where there are no accounts: asked once, kept in this browser. */

const KEPT = "onrecord.coder";

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // a browser may forbid to keep anything
  }
}

class Coder {
  #own = $state(kept());
  /** Whether the app asks for the name now. */
  asking = $state(false);
  /** Set by the session where there are accounts: then the server knows who it is. */
  account = $state<string | null>(null);

  get name(): string {
    return this.account ?? this.#own ?? "me";
  }

  set name(name: string) {
    this.#own = name.trim() || "me";
    try {
      localStorage.setItem(KEPT, this.#own);
    } catch {
      // it is asked again next time
    }
  }

  get asked(): boolean {
    return this.account !== null || this.#own !== null;
  }

  /** What a change says of its maker: nothing where the server knows. */
  get given(): string | null {
    return this.account === null ? this.name : null;
  }
}

export const coder = new Coder();

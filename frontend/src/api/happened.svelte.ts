/** What happens in the ledger, as the server tells it: its version, the jobs at work, whether the line is up. */
import type { Happened, Job } from "./shapes";

class Line {
  /** The ledger's version; what was asked for at an older one is asked again. */
  version = $state(0);
  jobs = $state.raw<readonly Job[]>([]);
  lost = $state(false);
  /** Grows when everything shown has to be asked anew. */
  again = $state(0);
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #returned: () => void = () => {};

  /**
   * Listen while the page is seen: a browser allows six connections to a server, and hidden pages need none.
   * `returned` is called when the line is up again. Returns how to stop.
   */
  listen(returned: () => void): () => void {
    this.#returned = returned;
    const look = (): void => (document.hidden ? this.#close() : this.#open());
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", look);
    look();
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
      this.#close();
      this.lost = false;
    };
  }

  /** Take over a version that an answer told. */
  reached(version: number): void {
    if (version > this.version) this.version = version;
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #open(): void {
    if (this.#source && this.#source.readyState !== EventSource.CLOSED) return;
    clearTimeout(this.#timer);
    const source = new EventSource("/api/events");
    this.#source = source;
    source.onopen = () => {
      if (this.lost) this.#returned();
      this.lost = false;
    };
    source.onmessage = (event: MessageEvent<string>) => {
      const told = JSON.parse(event.data) as Happened;
      this.lost = false;
      this.version = told.version;
      this.jobs = told.jobs;
    };
    source.onerror = () => {
      this.lost = true;
      if (source.readyState !== EventSource.CLOSED) return;
      this.#timer = setTimeout(() => (this.#returned(), this.#open()), 1500);
    };
  }
}

export const happened = new Line();

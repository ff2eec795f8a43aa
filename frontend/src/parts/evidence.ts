/** Evidence: the statements behind a figure, listed beside the view. What is listed stands in the address. */
import type { Query } from "../api/client";
import { address, linkBeside, set } from "../state/address.svelte";

/** Statements by ids, or by what they say. */
export interface Wanted {
  ids?: readonly string[];
  actor?: string | null | undefined;
  concept?: string | null | undefined;
  stance?: "support" | "oppose" | "conditional" | null | undefined;
  since?: string | null | undefined;
  until?: string | null | undefined;
  outlet?: string | null | undefined;
}

const MOST_IDS = 100;

function written(wanted: Wanted, title: string): string {
  const { ids, ...filters } = wanted;
  const words = Object.entries({ ...filters, id: ids?.slice(0, MOST_IDS).join(" "), title });
  return words.flatMap(([name, word]) => (word ? `${name}=${encodeURIComponent(word)}` : [])).join("&");
}

/** Open the statements beside the view. */
export function showEvidence(wanted: Wanted, title: string): void {
  set({ evidence: written(wanted, title) });
}

/** Return a link that does the same. */
export function evidenceLink(wanted: Wanted, title: string): string {
  return linkBeside(written(wanted, title));
}

export function hideEvidence(): void {
  set({ evidence: null });
}

/** Return what the address asks for: the question to the server, the title, and the concept if it is about one. */
export function evidenceAsked(): { query: Query; title: string; concept: string | undefined } | null {
  const asked = address.query["evidence"];
  if (!asked) return null;
  const { title = "Evidence", id, ...filters } = Object.fromEntries(new URLSearchParams(asked));
  return { query: { ...filters, ...(id ? { id: id.split(" ") } : {}) }, title, concept: filters["concept"] };
}

/** What the network's address asks for. */
import type { Query } from "../../api/client";
import type { Words } from "../../state/address.svelte";

export const KINDS = {
  subtract: "Agree less disagree",
  congruence: "Agree",
  conflict: "Disagree",
  affiliation: "Actors and concepts",
} as const;
export type Kind = keyof typeof KINDS;

export const UNITS = ["days", "weeks", "months", "years"] as const;

export function kindOf(words: Words): Kind {
  const kind = words["kind"];
  return kind && Object.hasOwn(KINDS, kind) ? (kind as Kind) : "subtract";
}

/** Return the question for one network. */
export function networkQuery(words: Words): Query {
  const { since, until, sure, least, ego, most, stable } = words;
  return { kind: kindOf(words), since, until, min_confidence: sure, threshold: least, ego, most, stability: stable && true };
}

/** Return the question for the networks of windows that slide over all time. */
export function seriesQuery(words: Words): Query {
  const { width = "3", step = "1", unit = "weeks", sure, most } = words;
  return { kind: kindOf(words), width, step, unit, min_confidence: sure, most };
}

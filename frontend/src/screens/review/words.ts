/** What a statement is, in words: for screen readers and for lists. */
import type { ShownStatement, StatementKind } from "../../api/shapes";
import { STANCES } from "../../text/words";

export const KINDS: Record<StatementKind, string> = { direct: "direct", indirect: "indirect", mixed: "partly quoted" };

export const speakersOf = (statement: ShownStatement): string =>
  statement.speakers.map((one) => one.name).join(", ") || "unknown speaker";

export const verdictOf = (statement: ShownStatement): string =>
  statement.verdict === "confirmed" ? "confirmed" : statement.verdict === "rejected" ? "rejected" : "not decided";

/** Return a statement as it is read out when the review comes to it. */
export function told(statement: ShownStatement): string {
  const positions = statement.positions.map((one) => `${STANCES[one.stance]} ${one.label}`);
  return [
    `${speakersOf(statement)}: ${statement.text}`,
    positions.join("; ") || "no position",
    verdictOf(statement),
  ].join(". ");
}

/** Return a share as "62 %", which no line breaks. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u00a0%`;

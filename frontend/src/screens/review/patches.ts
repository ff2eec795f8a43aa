/** What a statement will read like once a decision is made: shown at once, before the server has answered. */
import type { ShownActor, ShownPosition, ShownStatement, Stance, StatementKind } from "../../api/shapes";
import { utf16 } from "../../text/codepoints";
import type { Places } from "./edges";
import type { Role } from "./segments";

export type Spans = Record<Role, Places>;
export type Patch = (statement: ShownStatement) => ShownStatement;

/** Return what the places read, pieces joined as the ledger joins them. */
export function quote(text: string, places: Places): string {
  const offsets = utf16(text, places.flat());
  return places.map((_, index) => text.slice(offsets[2 * index], offsets[2 * index + 1])).join(" … ");
}

export const decided =
  (verdict: "confirmed" | "rejected" | null): Patch =>
  (statement) => ({ ...statement, verdict });

export const ofKind =
  (kind: StatementKind): Patch =>
  (statement) => ({ ...statement, kind });

export const saidBy =
  (speakers: ShownActor[]): Patch =>
  (statement) => ({ ...statement, speakers });

export const standing =
  (text: string, spans: Spans): Patch =>
  (statement) => ({ ...statement, ...spans, text: quote(text, spans.content) });

/** Where the statement stands on one concept; null: it takes no position. */
export const holding =
  (concept: Pick<ShownPosition, "concept" | "label">, stance: Stance | null, by: string): Patch =>
  (statement) => {
    const position: ShownPosition | null = stance && {
      ...concept,
      stance,
      confidence: 1,
      decided_by: by,
      narrated: false,
    };
    const known = statement.positions.some((one) => one.concept === concept.concept);
    const positions = statement.positions.flatMap((one) =>
      one.concept === concept.concept ? (position ?? []) : one,
    );
    return { ...statement, positions: known || !position ? positions : [...positions, position] };
  };

export const flipped: Record<Stance, Stance> = { support: "oppose", oppose: "support", conditional: "support" };

/** Return all that the server knows and a person can change, as it is now: what an undo brings back. */
export function asItWas(statement: ShownStatement): Patch {
  const { kind, source, cue, content, text, speakers, positions, verdict } = statement;
  return (later) => ({ ...later, kind, source, cue, content, text, speakers, positions, verdict });
}

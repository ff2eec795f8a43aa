/** Where highlights begin and end: an article's text cut into runs, each with the statements that cover it. */
import type { ShownStatement } from "../../api/shapes";
import { utf16 } from "../../text/codepoints";

export type Role = "source" | "cue" | "content";
export const roles: readonly Role[] = ["source", "cue", "content"];

export type Marked = Pick<ShownStatement, "id" | "source" | "cue" | "content">;

/** A statement that covers a run, and as what. */
export interface Cover {
  statement: string;
  role: Role;
}

/** A stretch of text, in UTF-16 offsets, that the same statements cover from end to end. */
export interface Run {
  start: number;
  end: number;
  text: string;
  covers: Cover[];
}

/** A line of the article with its runs; `statements` are those that cover any of it. */
export interface Paragraph {
  start: number;
  end: number;
  runs: Run[];
  statements: Set<string>;
  sign: string;
}

interface Edge {
  point: number;
  opens: boolean;
  cover: Cover;
}

function edgesOf(statements: readonly Marked[]): Edge[] {
  return statements.flatMap((statement) =>
    roles.flatMap((role) =>
      statement[role].flatMap(([start, end]) => {
        const cover = { statement: statement.id, role };
        return start < end
          ? [
              { point: start, opens: true, cover },
              { point: end, opens: false, cover },
            ]
          : [];
      }),
    ),
  );
}

/** Return the text cut where a source, cue or content begins or ends (and at `cuts`), in order and without gaps. */
export function segments(text: string, statements: readonly Marked[], cuts: readonly number[] = []): Run[] {
  const edges = edgesOf(statements);
  const points = [...new Set([...cuts, ...edges.map((edge) => edge.point)])].sort((a, b) => a - b);
  const offsets = new Map(utf16(text, points).map((offset, index) => [points[index]!, offset]));
  const at = new Map<number, Edge[]>(points.map((point) => [point, []]));
  for (const edge of edges) at.get(edge.point)!.push(edge);
  const open = new Set<Cover>();
  const runs: Run[] = [];
  let start = 0;
  const close = (end: number) => {
    if (end > start) runs.push({ start, end, text: text.slice(start, end), covers: [...open] });
    start = Math.max(start, end);
  };
  for (const point of points) {
    close(offsets.get(point)!);
    for (const edge of at.get(point)!) {
      if (edge.opens) open.add(edge.cover);
      else open.delete(edge.cover);
    }
  }
  close(text.length);
  return runs;
}

function signOf(runs: Run[]): string {
  return runs.map((run) => `${run.end}${run.covers.map((c) => c.statement + c.role).join()}`).join(";");
}

/**
 * Return the runs line by line. `before` are the lines of the same text drawn last: a line that has not changed is the
 * same object, so that nobody draws it anew.
 */
export function paragraphs(text: string, runs: readonly Run[], before: readonly Paragraph[] = []): Paragraph[] {
  const known = new Map(before.map((paragraph) => [paragraph.start, paragraph]));
  const found: Paragraph[] = [];
  let next = 0;
  for (const line of text.matchAll(/[^\n]+/g)) {
    const [start, end] = [line.index, line.index + line[0].length];
    while (next < runs.length && runs[next]!.end <= start) next += 1;
    const inside: Run[] = [];
    for (let index = next; index < runs.length && runs[index]!.start < end; index += 1) {
      const run = runs[index]!;
      const [from, to] = [Math.max(start, run.start), Math.min(end, run.end)];
      inside.push({ start: from, end: to, text: text.slice(from, to), covers: run.covers });
    }
    const sign = signOf(inside);
    const old = known.get(start);
    if (old?.sign === sign) found.push(old);
    else {
      const statements = new Set(inside.flatMap((run) => run.covers.map((cover) => cover.statement)));
      found.push({ start, end, runs: inside, statements, sign });
    }
  }
  return found;
}

/** Return the statements that cover a place, the one with the shortest cover of it first. */
export function statementsAt(runs: readonly Run[], offset: number, statements: readonly Marked[]): string[] {
  const run = runs.find((one) => one.start <= offset && offset < one.end);
  const size = new Map(
    statements.map((one) => [one.id, one.content.reduce((sum, [start, end]) => sum + end - start, 0)]),
  );
  const ids = new Set(run?.covers.map((cover) => cover.statement));
  return [...ids].sort((a, b) => (size.get(a) ?? 0) - (size.get(b) ?? 0));
}

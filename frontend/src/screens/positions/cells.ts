/** What a cell of the matrix shows. */
import type { Cell, Matrix } from "../../api/shapes";
import { SIGNS, STANCES, type Shade } from "../../text/words";

/** Return the shade of a cell: mixed where an actor was both for and against. */
export function shadeOf(cell: Cell): Shade {
  if (cell.support && cell.oppose) return "mixed";
  if (cell.support) return "support";
  return cell.oppose ? "oppose" : "conditional";
}

/** Return how strong the evidence of a cell is, 1 to 4: one statement, two, up to five, more. */
export function strengthOf(cell: Cell): number {
  const count = cell.support + cell.oppose + cell.conditional;
  return count > 5 ? 4 : count > 2 ? 3 : count;
}

/** Return a cell in signs: "+3 −". */
export function signsOf(cell: Cell): string {
  const counts = (["support", "oppose", "conditional"] as const).filter((stance) => cell[stance]);
  return counts.map((stance) => `${SIGNS[stance]}${cell[stance] > 1 ? cell[stance] : ""}`).join(" ");
}

/** Return a cell in words, for who cannot see it. */
export function wordsOf(cell: Cell): string {
  const counts = (["support", "oppose", "conditional"] as const).filter((stance) => cell[stance]);
  const all = counts.map((stance) => `${STANCES[stance]} ${cell[stance]}`).join(", ");
  const many = cell.support + cell.oppose + cell.conditional > 1;
  return many && cell.current ? `${all}; last: ${STANCES[cell.current as Shade] ?? cell.current}` : all;
}

/** Return the cells by actor and concept. */
export function grid(matrix: Matrix): (Cell | undefined)[][] {
  const rows: (Cell | undefined)[][] = matrix.actors.map(() => matrix.concepts.map(() => undefined));
  for (const cell of matrix.cells) {
    const row = rows[cell.actor];
    if (row) row[cell.concept] = cell;
  }
  return rows;
}

/** From what is selected on the page to places in the article's text (UTF-16 offsets). */

function offsetOf(root: HTMLElement, node: Node, offset: number): number | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const line = element?.closest<HTMLElement>("[data-start]");
  if (!line || !root.contains(line)) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset["start"]) + before.toString().length;
}

/** Return where the selection in an article starts and ends, equal for a caret; null where nothing of it is selected. */
export function selected(root: HTMLElement): [number, number] | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const start = offsetOf(root, range.startContainer, range.startOffset);
  const end = offsetOf(root, range.endContainer, range.endOffset);
  return start === null || end === null ? null : [start, end];
}

/** Return the place without white space at its ends. */
export function trimmed(text: string, [start, end]: [number, number]): [number, number] {
  const piece = text.slice(start, end);
  return [end - piece.trimStart().length, start + piece.trimEnd().length];
}

/**
 * Bring what `find` finds in a scrolling region into its upper half, unless it can be seen well already. That is
 * measured right before the next frame: in between, the page would be laid out more than once. Returns how to stop.
 */
export function reveal(region: Element, find: () => Element | null): () => void {
  const frame = requestAnimationFrame(() => {
    const element = find();
    if (!element) return;
    const [seen, room] = [element.getBoundingClientRect(), region.getBoundingClientRect()];
    const margin = room.height / 8;
    if (seen.top >= room.top + margin && seen.top <= room.bottom - room.height / 3) return;
    region.scrollTop += seen.top - room.top - room.height / 3;
  });
  return () => cancelAnimationFrame(frame);
}

/** Moving the edges of spans: by word, by character, and what a span is afterwards. */

export type Places = [number, number][];
export type Side = "start" | "end";

const token = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*|\S/gu;
const WINDOW = 400;

/** Return the next place, in UTF-16 offsets, where a word or a mark starts (or ends, for an end) in a direction. */
export function nextWord(text: string, at: number, direction: -1 | 1, side: Side): number {
  const from = Math.max(0, at - WINDOW);
  const window = text.slice(from, at + WINDOW);
  const places = [...window.matchAll(token)]
    .filter((found) => from === 0 || found.index > 0)
    .map((found) => from + found.index + (side === "end" ? found[0].length : 0));
  const next = direction === 1 ? places.find((place) => place > at) : places.filter((place) => place < at).at(-1);
  return next ?? at;
}

/** Return the place one character on in a direction, never inside a surrogate pair. */
export function nextCharacter(text: string, at: number, direction: -1 | 1): number {
  const pair = direction === 1 ? text.codePointAt(at) : text.codePointAt(at - 2);
  const size = pair !== undefined && pair > 0xffff ? 2 : 1;
  return Math.min(text.length, Math.max(0, at + direction * size));
}

/** Return the places sorted, with those that touch or overlap joined and empty ones gone. */
export function joined(places: Places): Places {
  const sorted = places.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0]);
  const whole: Places = [];
  for (const [start, end] of sorted) {
    const last = whole.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else whole.push([start, end]);
  }
  return whole;
}

/** Return a span with one edge of one of its parts at another place; a part that becomes empty goes. */
export function withEdge(places: Places, part: number, side: Side, to: number): Places {
  return joined(
    places.map(([start, end], index) => {
      if (index !== part) return [start, end];
      return side === "start" ? [to, end] : [start, to];
    }),
  );
}

/** Return what of the places lies before a cut, and what lies after it. */
export function cut(places: Places, at: number): [Places, Places] {
  return [
    joined(places.map(([start, end]) => [start, Math.min(end, at)])),
    joined(places.map(([start, end]) => [Math.max(start, at), end])),
  ];
}

/** Made when it is first needed: that takes milliseconds. */
let sentences: Intl.Segmenter | undefined;

/** Return the sentences of the line around a place as [start, end) in UTF-16 offsets, without the space after each. */
export function sentencesAround(text: string, at: number): Places {
  const from = text.lastIndexOf("\n", at - 1) + 1;
  const until = text.indexOf("\n", at);
  const line = text.slice(from, until === -1 ? text.length : until);
  sentences ??= new Intl.Segmenter(undefined, { granularity: "sentence" });
  return [...sentences.segment(line)]
    .map(({ segment, index }): [number, number] => [from + index, from + index + segment.trimEnd().length])
    .filter(([start, end]) => start < end);
}

/** Return the first sentence that starts after a place (or the last before it), in whatever line it stands. */
export function nextSentence(text: string, at: number, direction: -1 | 1): [number, number] | undefined {
  let place = at;
  while (place >= 0 && place <= text.length) {
    const around = sentencesAround(text, place);
    const found =
      direction === 1 ? around.find(([start]) => start > at) : around.filter(([start]) => start < at).at(-1);
    if (found) return found;
    if (direction === -1 && place === 0) return undefined;
    const edge = direction === 1 ? text.indexOf("\n", place) : text.lastIndexOf("\n", place - 1);
    if (edge === -1) return undefined;
    place = direction === 1 ? edge + 1 : edge;
  }
  return undefined;
}

/** What a search found, as lines of one list. */
import type { Hits } from "../api/shapes";
import { link } from "../state/address.svelte";
import { counted, day } from "../text/words";

export interface Hit {
  /** Its place in the whole list. */
  place: number;
  href: string;
  /** Words before what matches, what matches, words after. */
  pieces: readonly [string, string, string];
  hint: string;
}

export interface Found {
  name: string;
  hits: Hit[];
}

/** Return the groups that have something, each line with its place in the list of all. */
export function found(hits: Hits): Found[] {
  const groups = [
    {
      name: "Actors",
      hits: hits.actors.map(({ actor, statements }) => ({
        href: link(`/actors/${encodeURIComponent(actor.id)}`),
        pieces: [actor.name, "", ""] as const,
        hint: `${actor.kind}, ${counted(statements, "statement")}`,
      })),
    },
    {
      name: "Statements",
      hits: hits.statements.map((one) => ({
        href: link(`/read/${encodeURIComponent(one.article)}`, { statement: one.id }),
        pieces: one.pieces,
        hint: `${one.speaker ?? "unknown speaker"}, ${day(one.date)}`,
      })),
    },
    {
      name: "Articles",
      hits: hits.articles.map((one) => ({
        href: link(`/read/${encodeURIComponent(one.id)}`),
        pieces: one.pieces,
        hint: [one.title, one.outlet, day(one.published)].filter(Boolean).join(" · "),
      })),
    },
  ];
  let place = 0;
  return groups
    .filter((group) => group.hits.length)
    .map((group) => ({ ...group, hits: group.hits.map((hit) => ({ ...hit, place: place++ })) }));
}

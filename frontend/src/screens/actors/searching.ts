/** Actors as one types. */
import { get } from "../../api/client";
import type { ActorPage } from "../../api/shapes";
import { counted } from "../../text/words";

const MOST = 12;

/** Return a search for a type-ahead, without the actor of this id. */
export function searchActors(but?: string): (text: string) => Promise<{ id: string; label: string; hint: string }[]> {
  return async (text) => {
    const page = await get<ActorPage>("/actors", { q: text, limit: MOST });
    return page.actors
      .filter((actor) => actor.id !== but)
      .map((actor) => ({ id: actor.id, label: actor.name, hint: actor.affiliation ?? counted(actor.statements, "statement") }));
  };
}

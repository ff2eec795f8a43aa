/** The screens by their addresses; each is loaded when it is first opened. */
import type { Component } from "svelte";

type Loading = () => Promise<{ default: Component }>;

const loading = import.meta.glob<{ default: Component }>([
  "./screens/story/Story.svelte",
  "./screens/review/Review.svelte",
  "./screens/positions/Positions.svelte",
  "./screens/timeline/Timeline.svelte",
  "./screens/network/Network.svelte",
  "./screens/actors/Actors.svelte",
  "./screens/concepts/Concepts.svelte",
  "./screens/sources/Sources.svelte",
  "./screens/history/History.svelte",
  "./screens/people/People.svelte",
  "./screens/sign-in/SignIn.svelte",
]);

/** Return the name of the screen at a path. */
export function screenAt(path: string): string {
  const first = path.split("/")[1] || "story";
  return first === "read" ? "review" : first; // an article is read and reviewed on one screen
}

/** Return how to load a screen; undefined where there is none. */
export function screenNamed(name: string): Loading | undefined {
  const file = name.replace(/(^|-)[a-z]/g, (found) => found.at(-1)?.toUpperCase() ?? "");
  return loading[`./screens/${name}/${file}.svelte`];
}

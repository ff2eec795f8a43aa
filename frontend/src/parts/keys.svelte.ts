/** Keys: each screen names its own, with what they do; "?" shows them all. */
import { untrack } from "svelte";

export type Handler = (event: KeyboardEvent) => void;
/** Keys as "j", "Shift+U", "Ctrl+Z", "ArrowDown", "?"; Ctrl is also the Mac's Command. */
export type Keys = Record<string, readonly [Handler, string]>;

let registered = $state.raw<readonly Keys[]>([]);

/** Register keys while the component that calls this is shown. The one registered last wins. */
export function keys(given: Keys): void {
  const own: Keys = Object.fromEntries(Object.entries(given).map(([name, what]) => [normal(name), what]));
  $effect.pre(() => {
    registered = [...untrack(() => registered), own];
    return () => (registered = registered.filter((one) => one !== own));
  });
}

/** Return what can be pressed now, with its meaning, the newest screen's first. */
export function helps(): { key: string; means: string }[] {
  const all = new Map<string, string>();
  for (const layer of registered.toReversed()) {
    for (const [key, [, means]] of Object.entries(layer)) if (means && !all.has(key)) all.set(key, means);
  }
  return Array.from(all, ([key, means]) => ({ key, means }));
}

/** Return a key's one spelling: "U" and "Shift+u" are the same. */
export function normal(name: string): string {
  if (name === "+") return name;
  const parts = name.split("+");
  const last = parts.at(-1) || "+";
  const letter = last.length === 1 && last.toLowerCase() !== last.toUpperCase();
  const held = new Set(parts.slice(0, -1).map((part) => part.toLowerCase()));
  if (letter && last !== last.toLowerCase() && !held.has("ctrl")) held.add("shift");
  const order = ["ctrl", "alt", "shift"].filter((one) => held.has(one)).map((one) => one[0]?.toUpperCase() + one.slice(1));
  return [...order, letter ? last.toLowerCase() : last].join("+");
}

/** Return the spelling of the key that was pressed. */
export function pressed(event: KeyboardEvent): string {
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const held = [
    (event.ctrlKey || event.metaKey) && "Ctrl",
    event.altKey && "Alt",
    event.shiftKey && (letter || event.key.length > 1) && "Shift",
  ].filter(Boolean);
  return [...held, letter ? event.key.toLowerCase() : event.key].join("+");
}

const TYPING = "input:not([type=checkbox]):not([type=radio]):not([type=range]):not([type=button]), textarea, select, [contenteditable]";
const PRESSING = "a, button, summary, [role=button], [role=option], [role=tab], input";

function taken(event: KeyboardEvent): boolean {
  const target = event.target as Element | null;
  if (event.defaultPrevented || event.isComposing || target?.closest?.(TYPING)) return true;
  if (document.querySelector("dialog[open]")) return true;
  if (target?.matches?.("input[type=range]") && event.key.startsWith("Arrow")) return true;
  return (event.key === "Enter" || event.key === " ") && Boolean(target?.closest?.(PRESSING));
}

window.addEventListener("keydown", (event) => {
  if (taken(event)) return;
  const name = pressed(event);
  const found = registered.findLast((layer) => name in layer)?.[name];
  if (!found) return;
  event.preventDefault();
  found[0](event);
});

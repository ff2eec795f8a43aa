/** The address: what is shown is written there, so that every view can be sent. */

export type Words = Record<string, string>;
type Changes = Record<string, string | number | boolean | null | undefined>;

const here = $state({ path: location.pathname, search: location.search });
const words = $derived(wordsOf(here.search));
const besides = $derived(link(here.path, { ...words, evidence: null }));

/** Return the words after the question mark; a name given twice keeps its last. */
export function wordsOf(search: string): Words {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Return the words with the changes made; null, undefined and "" take one away. */
export function changed(old: Words, changes: Changes): Words {
  const all = Object.entries({ ...old, ...changes }).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
}

/** Return the address of a view, as links have it. */
export function link(path: string, query: Changes = {}): string {
  const pairs = new URLSearchParams(changed({}, query)).toString();
  return pairs ? `${path}?${pairs}` : path;
}

/** Return the address of this view with evidence beside it; hundreds of links are made so, and none again while only that changes. */
export function linkBeside(evidence: string): string {
  return `${besides}${besides.includes("?") ? "&" : "?"}evidence=${encodeURIComponent(evidence)}`;
}

export const address = {
  get path(): string {
    return here.path;
  },
  get query(): Words {
    return words;
  },
  /** Whether the browser's back or forward led here: then it knows how far the view was scrolled. */
  returned: false,
};

function move(href: string, replace: boolean): void {
  if (href === here.path + here.search) return;
  address.returned = false;
  history[replace ? "replaceState" : "pushState"](null, "", href);
  [here.path, here.search] = [location.pathname, location.search];
}

/** Go to another view. */
export function go(path: string, query: Changes = {}): void {
  move(link(path, query), false);
}

/** Change this view. With `replace` the way back does not stop here: for sliders and typing. */
export function set(changes: Changes, { replace = false }: { replace?: boolean } = {}): void {
  move(link(here.path, changed(words, changes)), replace);
}

window.addEventListener("popstate", () => {
  address.returned = true;
  [here.path, here.search] = [location.pathname, location.search];
});

/** Follow links within the app without loading it anew; others, and those for a new tab, are the browser's. */
document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const anchor = (event.target as Element | null)?.closest?.("a");
  if (!anchor || anchor.target || anchor.hasAttribute("download") || anchor.origin !== location.origin) return;
  if (anchor.pathname.startsWith("/api/") || (anchor.hash && anchor.pathname === location.pathname)) return;
  event.preventDefault();
  move(anchor.pathname + anchor.search, false);
});

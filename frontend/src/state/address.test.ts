import { beforeEach, expect, test } from "vitest";
import { address, changed, go, link, set, wordsOf } from "./address.svelte";

beforeEach(() => go("/"));

test("link writes what there is and leaves out what is empty", () => {
  expect(link("/review", { order: "unsure", actor: null, concept: "", most: 5 })).toBe("/review?order=unsure&most=5");
  expect(link("/")).toBe("/");
});

test("link and wordsOf carry any text there and back", () => {
  const words = { title: "a&b=c #1 «Нет» 🙂 100 %", evidence: "concept=x&stance=oppose" };
  expect(wordsOf(link("/", words).slice(1))).toEqual(words);
});

test("changed takes away null, undefined and empty words", () => {
  expect(changed({ a: "1", b: "2", c: "3" }, { a: null, b: "", d: 4, e: undefined })).toEqual({ c: "3", d: "4" });
});

test("set changes this view and keeps the other words", () => {
  go("/review", { order: "text" });
  set({ statement: "s1" });
  expect([address.path, address.query]).toEqual(["/review", { order: "text", statement: "s1" }]);
  expect(location.pathname + location.search).toBe("/review?order=text&statement=s1");
});

test("set with replace adds no step back", () => {
  go("/positions");
  const steps = history.length;
  set({ until: "2024-02-01" }, { replace: true });
  set({ until: "2024-03-01" }, { replace: true });
  expect(history.length).toBe(steps);
  expect(address.query).toEqual({ until: "2024-03-01" });
});

test("the way back shows the view before", async () => {
  go("/positions", { since: "2024-01-01" });
  go("/network");
  const back = new Promise((seen) => window.addEventListener("popstate", seen, { once: true }));
  history.back();
  await back;
  expect([address.path, address.query]).toEqual(["/positions", { since: "2024-01-01" }]);
});

test("a link within the app is followed without loading, one to a file is not", () => {
  document.body.innerHTML = `<a id="in" href="/timeline?lanes=concept">in</a><a id="file" href="/api/codebook">file</a>`;
  document.getElementById("in")?.click();
  expect([address.path, address.query]).toEqual(["/timeline", { lanes: "concept" }]);
  const file = document.getElementById("file");
  file?.addEventListener("click", (event) => queueMicrotask(() => event.preventDefault()));
  let left = false;
  document.addEventListener("click", (event) => ((left = !event.defaultPrevented), event.preventDefault()), { once: true });
  file?.click();
  expect([left, address.path]).toEqual([true, "/timeline"]);
});

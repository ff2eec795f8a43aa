import { expect, test } from "vitest";
import { zoomed } from "./zooming";

const ALL = { begin: "2031-01-20", end: "2031-02-27" };

test("nearer keeps the middle, farther takes it back", () => {
  const near = zoomed({ ...ALL, since: ALL.begin, until: ALL.end }, 0.5);
  expect(near).toEqual({ since: "2031-01-29", until: "2031-02-18" });
  expect(zoomed({ ...ALL, since: near.since ?? "", until: near.until ?? "" }, 2)).toEqual({ since: null, until: null });
});

test("a week stays in sight", () => {
  const { since, until } = zoomed({ ...ALL, since: "2031-02-01", until: "2031-02-05" }, 0.5);
  expect([since, until]).toEqual(["2031-01-31", "2031-02-06"]);
});

test("zooming never leaves the debate", () => {
  expect(zoomed({ ...ALL, since: "2031-01-20", until: "2031-01-30" }, 2)).toEqual({ since: null, until: "2031-02-04" });
});

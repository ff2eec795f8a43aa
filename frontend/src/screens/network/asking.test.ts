import { expect, test } from "vitest";
import { kindOf, networkQuery, seriesQuery } from "./asking";

test("a kind that is none is agreement less disagreement", () => {
  expect([kindOf({}), kindOf({ kind: "toString" }), kindOf({ kind: "conflict" })]).toEqual(["subtract", "subtract", "conflict"]);
});

test("a network is asked for as the address says", () => {
  expect(networkQuery({ since: "2031-01-01", sure: "0.4", least: "2", ego: "ana", tie: "ana|bo" })).toMatchObject({
    kind: "subtract",
    since: "2031-01-01",
    min_confidence: "0.4",
    threshold: "2",
    ego: "ana",
  });
  expect(networkQuery({}).stability).toBeUndefined();
  expect(networkQuery({ stable: "1" }).stability).toBe(true);
});

test("windows are three weeks, a week apart, until somebody says otherwise", () => {
  expect(seriesQuery({})).toMatchObject({ width: "3", step: "1", unit: "weeks" });
  expect(seriesQuery({ width: "1", unit: "months", since: "2031-01-01" })).toMatchObject({ width: "1", unit: "months" });
});

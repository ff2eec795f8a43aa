import { expect, test } from "vitest";
import { bars } from "./months";

test("bars are whole months, leap years too", () => {
  expect(bars([["2024-02", 3], ["2024-03", 0]])).toEqual([
    { label: "2024-02", since: "2024-02-01", until: "2024-02-29", count: 3 },
    { label: "2024-03", since: "2024-03-01", until: "2024-03-31", count: 0 },
  ]);
});

test("bars are years where months would be too thin", () => {
  const months = Array.from({ length: 60 }, (_, place) => [`${2019 + Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, "0")}`, 2] as const);
  expect(bars(months).map(({ label, count }) => [label, count])).toEqual([2019, 2020, 2021, 2022, 2023].map((year) => [String(year), 24]));
});

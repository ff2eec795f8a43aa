import { describe, expect, test } from "vitest";
import { points, utf16 } from "./codepoints";

/** As the ledger counts: by code points. */
const piece = (text: string, start: number, end: number): string => Array.from(text).slice(start, end).join("");

describe("code points and UTF-16", () => {
  test.each([
    ["plain", "Ana said yes.", "Ana", "yes"],
    ["an emoji before", "🙂 Ana said yes.", "Ana", "yes"],
    ["many emoji, joined ones too", "👩‍🚀🇫🇷🙂 Ana 🙂 said 🙂🙂 yes 🙂.", "Ana", "yes"],
    ["Cyrillic", "«Нет», — сказал Иван 🙂 журналистам.", "Иван", "журналистам"],
    ["combining marks", "Zoe\u0301 e\u0301tait la\u0300: Ana dit yes.", "Ana", "yes"],
    ["letters beyond the basic plane", "𝒜𝓃𝒶 and 𐍈 heard Ana say yes.", "Ana", "yes"],
  ])("map there and back: %s", (_, text, first, second) => {
    for (const word of [first, second]) {
      const start = Array.from(text.slice(0, text.indexOf(word))).length;
      const places = utf16(text, [start, start + Array.from(word).length]);
      expect(text.slice(places[0], places[1])).toBe(word);
      expect(points(text, places)).toEqual([start, start + Array.from(word).length]);
    }
  });

  test("agree with counting one by one at every place", () => {
    const text = "a🙂b🇺🇦в\u0301🙂🙂z";
    const all = Array.from(text, (_, place) => place).concat(Array.from(text).length);
    expect(utf16(text, all)).toEqual(all.map((place) => piece(text, 0, place).length));
    expect(points(text, utf16(text, all))).toEqual(all);
  });

  test("keep the order of what is asked", () => {
    expect(utf16("🙂🙂a", [3, 0, 1])).toEqual([5, 0, 2]);
  });

  test("take a place amid a pair as before it", () => {
    expect(points("a🙂b", [1, 2, 3])).toEqual([1, 1, 2]);
  });
});

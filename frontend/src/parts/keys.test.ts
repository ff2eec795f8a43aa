import { expect, test } from "vitest";
import { normal, pressed } from "./keys.svelte";

const press = (key: string, held: KeyboardEventInit = {}): string => pressed(new KeyboardEvent("keydown", { key, ...held }));

test.each([
  ["j", press("j")],
  ["U", press("U", { shiftKey: true })],
  ["Shift+u", press("U", { shiftKey: true })],
  ["Ctrl+Z", press("z", { ctrlKey: true })],
  ["Ctrl+Z", press("z", { metaKey: true })],
  ["Ctrl+Shift+Z", press("Z", { ctrlKey: true, shiftKey: true })],
  ["?", press("?", { shiftKey: true })],
  ["+", press("+", { shiftKey: true })],
  ["Shift+ArrowLeft", press("ArrowLeft", { shiftKey: true })],
])("%s is the key that was pressed", (name, key) => expect(normal(name)).toBe(key));

test("a letter with shift is another key", () => expect(normal("u")).not.toBe(press("U", { shiftKey: true })));

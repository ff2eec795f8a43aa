/** Says how much JavaScript the first screen loads, packed as the server sends it; fails above 60 kB: `npm run size`. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const MOST = 60_000;
const FIRST = ["index.html", "src/screens/story/Story.svelte"];
const folder = new URL(process.argv[2] ? `file://${process.argv[2]}/` : "../../src/onrecord/web/page/", import.meta.url);
const made = JSON.parse(readFileSync(new URL("made.json", folder), "utf8"));

/** Every file that a part needs at once, and what these need. */
function needed(name, known = new Set()) {
  if (known.has(name)) return known;
  known.add(name);
  for (const other of made[name].imports ?? []) needed(other, known);
  return known;
}

const parts = FIRST.reduce((known, name) => needed(name, known), new Set());
let total = 0;
for (const { file } of Array.from(parts, (name) => made[name])) {
  const size = gzipSync(readFileSync(new URL(file, folder))).length;
  total += size;
  console.log(`${String(size).padStart(7)}  ${file}`);
}
console.log(`${String(total).padStart(7)}  bytes of JavaScript, packed, for the first screen (at most ${MOST})`);
process.exitCode = total > MOST ? 1 : 0;

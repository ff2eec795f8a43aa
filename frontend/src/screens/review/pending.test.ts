import { beforeEach, describe, expect, test } from "vitest";
import type { ShownArticle, ShownStatement } from "../../api/shapes";
import { decided, flipped, holding, quote, standing } from "./patches";
import { pending } from "./pending.svelte";

let numbers = 0;
const TEXT = "🙂 Ана said yes and no.";
function statement(changes: Partial<ShownStatement> = {}): ShownStatement {
  return {
    id: `s${++numbers}`,
    article: "a1",
    title: null,
    outlet: null,
    published: null,
    url: null,
    kind: "indirect",
    source: [[2, 5]],
    cue: [[6, 10]],
    content: [[11, 14]],
    text: "yes",
    speakers: [],
    date: null,
    date_basis: "unknown",
    date_precision: "day",
    confidence: 0.5,
    positions: [],
    copy_of: null,
    verdict: null,
    by_hand: false,
    version: 3,
    ...changes,
  };
}
const article = (statements: ShownStatement[]): ShownArticle => ({
  ...{ id: "a1", title: null, outlet: null, author: null, published: null, language: null, url: null },
  ...{ copy_of: null, text: TEXT, statements },
});
let one: ShownStatement;
beforeEach(() => void (one = statement()));

describe("a decision", () => {
  test("shows at once, until the server knows of it", () => {
    const showing = pending.of(one, decided("confirmed"));
    showing.now();
    expect(pending.shown(one).verdict).toBe("confirmed");
    showing.made(4, null);
    expect(pending.shown(one).verdict).toBe("confirmed");
    expect(pending.shown({ ...one, version: 4, verdict: "rejected" }).verdict).toBe("rejected");
  });

  test("that is refused leaves no trace", () => {
    const showing = pending.of(one, decided("confirmed"));
    showing.now();
    showing.back();
    expect(pending.shown(one)).toEqual(one);
    expect(pending.verdicts.get(one.id)).toEqual({ first: null, now: null });
  });

  test("that is undone after the server took it over shows what was before", () => {
    const showing = pending.of(one, decided("confirmed"));
    showing.now();
    showing.made(4, null);
    const served = { ...one, version: 4, verdict: "confirmed" };
    showing.back();
    expect(pending.shown(served).verdict).toBeNull();
    showing.now();
    expect(pending.shown(served).verdict).toBe("confirmed");
    expect(pending.shown({ ...served, version: 6 }).verdict).toBe("confirmed");
  });

  test("on top of another shows both", () => {
    pending.of(one, decided("confirmed")).now();
    pending.of(pending.shown(one), holding({ concept: "dam", label: "A dam" }, "support", "Bo")).now();
    expect(pending.shown(one)).toMatchObject({ verdict: "confirmed", positions: [{ concept: "dam", stance: "support" }] });
  });
});

describe("a statement that is added", () => {
  test("shows under its own name, then under the server's, and once only", () => {
    const added = statement({ id: `new-x${numbers}`, content: [[19, 21]] });
    const showing = pending.added(added, one.id);
    const ids = (known: ShownStatement[]) => pending.statementsOf(article(known)).map((shown) => shown.id);
    showing.now();
    expect(ids([one])).toEqual([one.id, added.id]);
    showing.made(1, "real");
    expect(ids([one])).toEqual([one.id, "real"]);
    expect(ids([one, { ...added, id: "real" }])).toEqual([one.id, "real"]);
    showing.back();
    expect(ids([one, { ...added, id: "real" }])).toEqual([one.id]);
    expect(pending.touched?.statement).toBe(one.id);
    showing.now();
    expect(ids([one])).toEqual([one.id, "real"]);
    showing.back();
  });
});

describe("patches", () => {
  test("quote in code points, pieces joined as in the ledger", () => {
    expect(quote(TEXT, [[2, 5], [19, 21]])).toBe("Ана … no");
    expect(standing(TEXT, { source: [], cue: [], content: [[19, 21]] })(one).text).toBe("no");
  });
  test("take a position away", () => {
    const held = holding({ concept: "dam", label: "A dam" }, "support", "Bo")(one);
    expect(holding({ concept: "dam", label: "A dam" }, null, "Bo")(held).positions).toEqual([]);
  });
  test("flip there and back", () => {
    expect(flipped[flipped.support]).toBe("support");
  });
});

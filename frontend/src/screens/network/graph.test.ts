import { expect, test } from "vitest";
import type { Node } from "../../api/shapes";
import { colourOfGroup, distance, ended, faded, graphOf, tie, type Palette } from "./graph";

const PALETTE: Palette = { ink: "#000001", soft: "#000002", paper: "#000003", line: "#000004", support: "#0000ff", oppose: "#ff8000", conditional: "#800080" };
const node = (id: string, statements: number, group: number | null = 0, kind = "person"): Node =>
  ({ id, label: id.toUpperCase(), kind, group, statements, x: 0.5, y: -0.5 }) as Node;
const NODES = [node("ana", 4), node("bo", 1, 1), node("dam", 1, null, "concept")];

test("ties name their ends, and those without an end are left out", () => {
  expect(ended(NODES, [{ one: 0, other: 1, weight: 2 }, { one: 0, other: 9, weight: 1 }])).toEqual([["ana", "bo", 2]]);
});

test("labels tell the coalition, and which node is a concept", () => {
  const graph = graphOf(NODES, [], "congruence", PALETTE);
  expect(graph.mapNodes((_, { label }) => label)).toEqual(["ANA · 1", "BO · 2", "▢ DAM"]);
  expect(graph.getNodeAttribute("ana", "size")).toBeGreaterThan(graph.getNodeAttribute("bo", "size"));
});

test("the graph is as wide as its place", () => {
  expect(graphOf(NODES, [], "congruence", PALETTE, 2).getNodeAttributes("ana")).toMatchObject({ x: 1, y: -0.5 });
});

test("disagreement is orange, by kind or by sign", () => {
  const colour = (weight: number, kind: string): string => graphOf(NODES, [["ana", "bo", weight]], kind, PALETTE).getEdgeAttribute("ana", "bo", "color");
  expect(colour(-1, "subtract")).toBe("#ff8000");
  expect(colour(1, "conflict")).toBe("#ff8000");
  expect(colour(1, "subtract")).toBe("#0000ff");
  expect(colour(1, "congruence")).toBe("#000004");
});

test("stronger ties are thicker; ties of another window take the place of those before", () => {
  const graph = graphOf(NODES, [["ana", "bo", 4], ["ana", "dam", 1]], "congruence", PALETTE);
  expect(graph.getEdgeAttribute("ana", "bo", "size")).toBeGreaterThan(graph.getEdgeAttribute("ana", "dam", "size"));
  tie(graph, [["bo", "dam", 1], ["bo", "nobody", 1]], "congruence", PALETTE);
  expect(graph.mapEdges((_edge, _told, one, other) => `${one} ${other}`)).toEqual(["bo dam"]);
});

test("the weaker a tie is the nearer it is to the paper", () => {
  expect([faded("#204060", "#ffffff", 1), faded("#204060", "#ffffff", 0)]).toEqual(["#204060", "#c7cfd7"]);
});

test("a ninth coalition has the first's colour, none has the soft one", () => {
  expect([colourOfGroup(8, PALETTE), colourOfGroup(null, PALETTE)]).toEqual([colourOfGroup(0, PALETTE), "#000002"]);
});

test("distance is that to the line between two points, not to the one through them", () => {
  const [one, other] = [{ x: 0, y: 0 }, { x: 10, y: 0 }];
  expect(distance({ x: 4, y: 3 }, one, other)).toBe(3);
  expect(distance({ x: 13, y: 4 }, one, other)).toBe(5);
  expect(distance({ x: 3, y: 4 }, one, one)).toBe(5);
  expect(distance({ x: 3, y: 4 }, one, { x: Number.NaN, y: 0 })).toBeNaN();
});

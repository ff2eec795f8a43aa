/** A network as sigma draws it. */
import Graph from "graphology";
import type { Node, Tie } from "../../api/shapes";

export interface Palette {
  ink: string;
  soft: string;
  paper: string;
  line: string;
  support: string;
  oppose: string;
  conditional: string;
}

/** Colours of coalitions, told apart also by those who see no red or green, none of them that of disagreement; the numbers stand in the labels. */
const GROUPS = ["#0f8b7e", "#a8497f", "#7567d1", "#9a7b0a", "#5a8a17", "#3f7fb5", "#b5483c", "#6f7d8c"];

export function colourOfGroup(group: number | null | undefined, palette: Palette): string {
  return group === null || group === undefined ? palette.soft : (GROUPS[group % GROUPS.length] ?? palette.soft);
}

/** A tie by the ids of its ends. */
export type Ended = readonly [string, string, number];

export function ended(nodes: readonly Node[], ties: readonly Tie[]): Ended[] {
  return ties.flatMap(({ one, other, weight }) => {
    const [from, to] = [nodes[one], nodes[other]];
    return from && to ? [[from.id, to.id, weight] as const] : [];
  });
}

/** Return the graph, as wide as `across` times its height; a tie's colour is orange where it stands for disagreement, and its line thinner then. */
export function graphOf(nodes: readonly Node[], ties: readonly Ended[], kind: string, palette: Palette, across = 1): Graph {
  const graph = new Graph({ multi: false, type: "undirected" });
  const most = Math.max(1, ...nodes.map((node) => node.statements));
  for (const node of nodes) {
    graph.addNode(node.id, {
      x: node.x * across,
      y: node.y,
      label: node.kind === "concept" ? `▢ ${node.label}` : node.group === null ? node.label : `${node.label} · ${(node.group ?? 0) + 1}`,
      size: 4 + 10 * Math.sqrt(node.statements / most),
      color: node.kind === "concept" ? palette.ink : colourOfGroup(node.group, palette),
    });
  }
  tie(graph, ties, kind, palette);
  return graph;
}

export interface Point {
  x: number;
  y: number;
}

/** Return how far a point is from a line between two others. */
export function distance(point: Point, one: Point, other: Point): number {
  const [across, down] = [other.x - one.x, other.y - one.y];
  const along = ((point.x - one.x) * across + (point.y - one.y) * down) / (across ** 2 + down ** 2 || 1);
  const near = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - one.x - near * across, point.y - one.y - near * down);
}

/** Return a colour "#2166ac" mixed with that of the paper: a tie half as strong is about half as dark. */
export function faded(colour: string, paper: string, share: number): string {
  const [ink, ground] = [colour, paper].map((one) => [1, 3, 5].map((place) => Number.parseInt(one.slice(place, place + 2), 16)));
  const part = 0.25 + 0.75 * share;
  const mixed = (ink ?? []).map((value, place) => Math.round(value * part + (ground?.[place] ?? 0) * (1 - part)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Put these ties in place of the graph's own. */
export function tie(graph: Graph, ties: readonly Ended[], kind: string, palette: Palette): void {
  graph.clearEdges();
  const strongest = Math.max(1e-9, ...ties.map(([, , weight]) => Math.abs(weight)));
  for (const [one, other, weight] of ties.toReversed()) {
    if (!graph.hasNode(one) || !graph.hasNode(other) || graph.hasEdge(one, other)) continue;
    const against = weight < 0 || kind === "conflict";
    const share = Math.abs(weight) / strongest;
    graph.addEdge(one, other, {
      size: 0.6 + 5 * share,
      weight,
      color: faded(against ? palette.oppose : kind === "affiliation" || kind === "subtract" ? palette.support : palette.line, palette.paper, share),
    });
  }
}

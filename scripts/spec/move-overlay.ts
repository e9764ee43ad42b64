import { parse, stringify } from "yaml";
import {
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  textAt,
} from "../generate/json.js";
import { applyOverlay, nodesAt } from "../generate/overlay.js";
import { WORDS } from "../generate/words.js";
import type { Correspondence } from "./correspondence.js";
import { problemOf } from "./unusable.js";

/** An action of an overlay that has nothing to say any more. */
export interface IdleAction {
  readonly target: string;
  /** Why it was there, as its description says. */
  readonly reason: string;
  /** What it does now: it matches nothing, or changes nothing. */
  readonly problem: string;
}

/** An overlay after a new document came, and that document with it. */
export interface Moved {
  readonly text: string;
  readonly document: JsonObject;
  readonly idle: readonly IdleAction[];
}

/** What is to become of an overlay. */
export interface Move {
  readonly text: string;
  /** The new document. */
  readonly document: JsonObject;
  /** Where things stand in it. */
  readonly correspondence: Correspondence;
  /** Actions to be put in front: what the others say goes before them. */
  readonly additions: readonly JsonObject[];
}

/** What becomes of an action: what it does now and the document with it, or what keeps it from doing anything. */
type Verdict = { readonly action: JsonObject; readonly document: JsonObject } | string;

/**
 * The corrections for a new document: each action where its target stands now, without those that have
 * nothing to correct any more.
 */
export function movedCorrections(move: Move): Moved {
  return moved(move, (before, action) => {
    try {
      const document = applyOverlay(before, { overlay: "1.0.0", actions: [action] });
      const isIdle = JSON.stringify(document) === JSON.stringify(before);
      return isIdle ? "changes nothing any more" : { action, document };
    } catch (error) {
      if (!problemOf(error).endsWith("matches nothing")) throw error;
      return "matches nothing any more";
    }
  });
}

/** The words for a new document: without those about what is gone. */
export function movedWords(move: Move): Moved {
  return moved(move, (document, action) => {
    const nodes = nodesAt(document, textAt(action, "target") ?? "");
    let update = objectAt(action, "update");
    for (const node of nodes) update = withoutStrangers(update, node);
    const isIdle = nodes.length === 0 || Object.keys(update).length === 0;
    return isIdle ? "is about nothing any more" : { action: { ...action, update }, document };
  });
}

function moved(move: Move, judge: (document: JsonObject, action: JsonObject) => Verdict): Moved {
  const actions = listAt(parse(move.text) as JsonObject, "actions").filter(isObject);
  const [head = "", ...parts] = partsOf(move.text);
  if (parts.length !== actions.length) throw new Error("an overlay in an unknown way of writing");
  const idle: IdleAction[] = [];
  const texts: string[] = [];
  let document = withAdditions(move.document, move.additions);
  for (const [index, old] of actions.entries()) {
    const target = textAt(old, "target") ?? "";
    for (const now of move.correspondence.targetsFor(target)) {
      const action = withReferences(old, move.correspondence) as JsonObject;
      const verdict = judge(document, { ...action, target: now });
      if (typeof verdict === "string") {
        const reason = textAt(old, "description")?.trim().replaceAll(/\s+/g, " ") ?? "";
        idle.push({ target, reason, problem: verdict });
        continue;
      }
      document = verdict.document;
      texts.push(textOf(parts[index] ?? "", old, verdict.action));
    }
  }
  return { text: [head, ...move.additions.map(writtenAction), ...texts].join(""), document, idle };
}

/** What an action adds refers to components under the names that they have now. */
function withReferences(node: Json, correspondence: Correspondence): Json {
  if (Array.isArray(node)) return node.map((one) => withReferences(one, correspondence));
  if (!isObject(node)) return node;
  const entries = Object.entries(node).map(([key, value]): [string, Json] => {
    const isReference = key === "$ref" && typeof value === "string";
    return [
      key,
      isReference
        ? (correspondence.componentFor(value) ?? value)
        : withReferences(value, correspondence),
    ];
  });
  return Object.fromEntries(entries);
}

/** An overlay's text in parts: what stands before the actions, then each with the comments above it. */
function partsOf(text: string): string[] {
  return text.split(/^(?=(?:(?: *#.*|\s*)\n)* {2}- target:)/mu).reduce<string[]>(joinComments, []);
}

/** Comments that stand alone belong to the action below them. */
function joinComments(parts: string[], part: string): string[] {
  const last = parts.at(-1);
  const isAlone = last !== undefined && parts.length > 1 && !last.includes("- target:");
  return isAlone ? [...parts.slice(0, -1), last + part] : [...parts, part];
}

/** The text of an action: as it was, as far as it says the same. */
function textOf(part: string, old: JsonObject, now: JsonObject): string {
  if (isSame(old, now)) return part;
  const target = stringify(now["target"], { lineWidth: 0 }).trimEnd();
  const elsewhere = part.replace(/^( *- target: ).*$/mu, (_, start: string) => start + target);
  try {
    const [read = null] = parse(elsewhere) as Json[];
    if (isSame(read, now)) return elsewhere;
  } catch {
    // A target of several lines has been replaced in part.
  }
  return writtenAction(now);
}

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** An action as it stands in the text of an overlay. */
export function writtenAction(action: JsonObject): string {
  return stringify([action], { lineWidth: 0 }).replaceAll(/^(?=.)/gmu, "  ");
}

function withAdditions(document: JsonObject, additions: readonly JsonObject[]): JsonObject {
  const actions = additions.map((one) => ({ description: "added", ...one }));
  return applyOverlay(document, { overlay: "1.0.0", actions });
}

/** Without what is said of something that its node does not have. */
function withoutStrangers(update: JsonObject, node: Json | undefined): JsonObject {
  const kept = Object.entries(update).flatMap(([key, value]): [string, Json][] => {
    const below = isObject(node) && Object.hasOwn(node, key) ? node[key] : undefined;
    if (WORDS.has(key) && !isObject(below)) return [[key, value]];
    if (!isObject(value) || !isObject(below)) return [];
    const inner = withoutStrangers(value, below);
    return Object.keys(inner).length > 0 ? [[key, inner]] : [];
  });
  return Object.fromEntries(kept);
}

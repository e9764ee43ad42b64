import { parse } from "yaml";
import { isObject, type JsonObject, listAt, objectAt, textAt } from "../generate/json.js";
import { applyOverlay, nodesAt } from "../generate/overlay.js";
import { withoutProse } from "../generate/published.js";
import { Correspondence, step } from "./correspondence.js";
import { type IdleAction, movedCorrections, movedWords, writtenAction } from "./move-overlay.js";
import { placeholders } from "./placeholders.js";
import { unpublished } from "./unpublished.js";

/** The overlays of a document, as texts. */
export interface Overlays {
  readonly corrections: string;
  readonly words: string;
}

/** The overlays for a new document, and what a person has to know of them. */
export interface TakenOver extends Overlays {
  /** Corrections that had nothing to correct any more. */
  readonly idle: readonly IdleAction[];
  /** Where words of ours are wanted, as JSONPaths. */
  readonly wordless: readonly string[];
}

/**
 * Fits our overlays to a newly published document, whose bytes are taken as they are.
 *
 * Each action goes where its component or operation stands now; a correction without anything to correct,
 * and words about what is gone, are left out. What we know from elsewhere is added to the corrections, and
 * what is new gets words that say only that it is.
 */
export function takeOver(published: JsonObject, theirs: JsonObject, overlays: Overlays): TakenOver {
  const moved = new Correspondence(published, theirs);
  const corrections = movedCorrections({
    text: overlays.corrections,
    document: withoutProse(theirs),
    correspondence: moved,
    additions: unpublished(published, theirs, moved),
  });
  const { document } = corrections;
  const words = movedWords({
    text: overlays.words,
    document,
    correspondence: moved,
    additions: [],
  });
  // The overlay was read as a mapping when our documents were loaded.
  const actions = listAt(parse(words.text) as JsonObject, "actions");
  const worded = applyOverlay(document, {
    overlay: "1.0.0",
    actions: actions.map((action) => ({ description: "words", ...Object(action) }) as JsonObject),
  });
  const version = textAt(theirs["info"], "version") ?? "a new version";
  const names = oldNames(published, worded, moved);
  const named = applyOverlay(worded, { overlay: "1.0.0", actions: names });
  const wanted = placeholders(named, version);
  return {
    corrections: corrections.text,
    words: words.text + [...names, ...wanted].map(writtenAction).join(""),
    idle: corrections.idle,
    wordless: wanted.map((action) => textAt(action, "target") ?? ""),
  };
}

/** A schema that is published under another name, or without one, keeps the name that its type has. */
function oldNames(ours: JsonObject, worded: JsonObject, moved: Correspondence): JsonObject[] {
  const names = Object.keys(objectAt(ours["components"], "schemas"));
  return names.flatMap((name): JsonObject[] => {
    const [place = ""] = moved.placesOf(`#/components/schemas/${name}`);
    const [schema = null] = place.endsWith(step(name)) ? [] : nodesAt(worded, place);
    const isNamed = ["x-ts-name", "x-ts-type", "x-ts-hidden"].some((key) => textAt(schema, key));
    if (!isObject(schema) || isNamed) return [];
    return [{ target: place, description: "name", update: { "x-ts-name": name } }];
  });
}

import {
  isObject,
  type Json,
  type JsonObject,
  objectAt,
  pointed,
  textAt,
} from "../generate/json.js";
import { nodesAt } from "../generate/overlay.js";
import type { Correspondence } from "./correspondence.js";
import { OURS } from "./plain-schema.js";

/** An action of an overlay that adds something, with its reason. */
export interface Addition extends JsonObject {
  target: string;
  description: string;
  update: JsonObject;
}

/**
 * What our document has from elsewhere than the file that is taken over, as additions to that file: the
 * notifications, which are published as text, and what is marked with where it is known from.
 */
export function unpublished(
  ours: JsonObject,
  theirs: JsonObject,
  moved: Correspondence,
): Addition[] {
  const found = [...ownOperations(ours, theirs, moved), ...ownFields(ours, theirs, moved)];
  return [...ownComponents(found, ours, moved), ...found];
}

function addition(target: string, from: string, update: JsonObject): Addition {
  return { target, description: `Not in the published file, but in: ${from}.`, update };
}

function ownOperations(ours: JsonObject, theirs: JsonObject, moved: Correspondence): Addition[] {
  const webhooks = Object.entries(objectAt(ours, "webhooks"))
    .filter(([name]) => !Object.hasOwn(objectAt(theirs, "webhooks"), name))
    .map(([name, item]) =>
      addition("$", "the documentation's text", { webhooks: { [name]: item } }),
    );
  const operations = Object.entries(objectAt(ours, "paths")).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) => {
      const from = textAt(operation, OURS);
      if (from === undefined || moved.hasPath(path, method)) return [];
      return [addition("$", from, { paths: { [path]: { [method]: operation } } })];
    }),
  );
  return [...webhooks, ...operations];
}

function ownFields(ours: JsonObject, theirs: JsonObject, moved: Correspondence): Addition[] {
  const schemas = Object.entries(objectAt(ours["components"], "schemas"));
  return schemas.flatMap(([name, schema]) =>
    Object.entries(objectAt(schema, "properties")).flatMap(([field, node]) => {
      const from = textAt(node, OURS);
      if (from === undefined) return [];
      const places = moved.placesOf(`#/components/schemas/${name}`);
      const without = places.filter((place) =>
        nodesAt(theirs, place).some(
          (there) => !Object.hasOwn(objectAt(there, "properties"), field),
        ),
      );
      return without.map((place) => addition(place, from, { properties: { [field]: node } }));
    }),
  );
}

/** The components that additions refer to and the file does not have; the others get their names there. */
function ownComponents(
  additions: readonly Addition[],
  ours: JsonObject,
  moved: Correspondence,
): Addition[] {
  const found = new Map<string, Addition>();
  const look = (node: Json): void => {
    if (Array.isArray(node)) node.forEach(look);
    if (!isObject(node)) return;
    const ref = textAt(node, "$ref");
    const now = ref === undefined ? undefined : moved.componentFor(ref);
    if (ref !== undefined && now !== undefined) node["$ref"] = now;
    else if (ref !== undefined && !found.has(ref)) {
      const [, , kind = "", name = ""] = ref.split("/");
      const component = structuredClone(pointed(ours, ref));
      const update = { components: { [kind]: { [name]: component } } };
      found.set(ref, addition("$", "what refers to it", update));
      look(component);
    }
    Object.values(node).forEach(look);
  };
  for (const { update } of additions) look(update);
  return [...found.values()];
}

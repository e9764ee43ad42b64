// Parses YAML or JSON beside the main thread, which can end it: some texts of a few megabytes take a parser minutes.
import { parentPort, workerData } from "node:worker_threads";
import { isMap, isScalar, parseDocument, visit } from "yaml";

/** What the text says, as JSON. */
function jsonOf(text) {
  const isJson = text.trimStart().startsWith("{");
  return JSON.stringify(isJson ? JSON.parse(text) : yamlOf(text));
}

function yamlOf(text) {
  // Its own search for a key that stands twice compares every key with every other.
  const document = parseDocument(text, { merge: true, uniqueKeys: false });
  const [problem] = document.errors;
  if (problem !== undefined) throw problem;
  visit(document, { Map: (_, map) => checkKeys(map) });
  // Many references to one anchor are no attack; references to references that double are.
  return document.toJS({ maxAliasCount: 10_000 }) ?? null;
}

function checkKeys(map) {
  if (!isMap(map)) return;
  const seen = new Set();
  for (const { key } of map.items) {
    const name = isScalar(key) ? key.value : undefined;
    if (name === undefined || name === "<<") continue;
    if (seen.has(name)) throw new Error(`the key ${name} stands twice in one mapping`);
    seen.add(name);
  }
}

try {
  parentPort.postMessage({ json: jsonOf(workerData) });
} catch (error) {
  parentPort.postMessage({ problem: String(error?.message ?? error) });
}

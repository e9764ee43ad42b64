import { Worker } from "node:worker_threads";
import { isObject, type Json, type JsonObject } from "../generate/json.js";
import { isTooDeep, problemOf, UnusableDocument } from "./unusable.js";

/** Longer than the largest text that is read takes to parse; a person waits no longer. */
const LIMIT_MS = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 1024 };
/** Thirty times what our largest document has. */
const MAX_NODES = 100_000;

/**
 * Parses a document, YAML or JSON.
 *
 * @throws {@link UnusableDocument} when it is neither, takes longer than 20 s, has more than 100,000
 * nodes, or has what no program can carry.
 */
export async function parseText(text: string): Promise<JsonObject> {
  if (text.trimStart().startsWith("<")) throw new UnusableDocument("is a web page, not a document");
  const answer = await parsedBeside(text);
  if (answer.json === undefined) {
    const problem = answer.problem ?? "";
    if (isTooDeep(new Error(problem))) throw new UnusableDocument("is nested too deeply");
    throw new UnusableDocument(`is neither YAML nor JSON: ${problemOf(new Error(problem))}`);
  }
  // What JSON.parse answers is JSON.
  const content = JSON.parse(answer.json) as Json;
  if (!isObject(content)) throw new UnusableDocument("is not OpenAPI: it is not a mapping");
  checkNodes(content);
  return content;
}

interface Answer {
  readonly json?: string;
  readonly problem?: string;
}

function parsedBeside(text: string): Promise<Answer> {
  const path = new URL("parse-worker.mjs", import.meta.url);
  // It is plain JavaScript: without what loads TypeScript here, it starts in half the time.
  const worker = new Worker(path, { workerData: text, resourceLimits: MEMORY, execArgv: [] });
  return new Promise<Answer>((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new UnusableDocument(`takes longer than ${LIMIT_MS / 1000} s to parse`)),
      LIMIT_MS,
    );
    worker.once("message", (answer: Answer) => {
      clearTimeout(limit);
      resolve(answer);
    });
    worker.once("error", (error) => {
      clearTimeout(limit);
      reject(new UnusableDocument(`cannot be parsed: ${problemOf(error)}`));
    });
  }).finally(() => worker.terminate());
}

/** Counts without recursion, since nobody knows yet how deep it is. */
function checkNodes(content: JsonObject): void {
  const left: Json[] = [content];
  let count = 0;
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    count += 1;
    if (typeof node !== "object" || node === null) continue;
    // Assigning to it would change what the object is, in every program that copies it.
    if (Object.hasOwn(node, "__proto__")) {
      throw new UnusableDocument(
        "has a field named __proto__, which no JavaScript program can carry",
      );
    }
    for (const value of Object.values(node)) left.push(value);
  }
  if (count > MAX_NODES) {
    throw new UnusableDocument(
      `is too large: ${count} keys and values, at most ${MAX_NODES} are read`,
    );
  }
}

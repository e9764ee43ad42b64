import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { isObject, type JsonObject, objectAt, textAt } from "../generate/json.js";
import { asOpenApi31 } from "../generate/openapi-31.js";
import { parseText } from "./parse-text.js";
import { checkReferences } from "./references.js";
import { isTooDeep, MissingDocument, problemOf, UnusableDocument } from "./unusable.js";

/** A document that somebody gave us: parsed, known to be OpenAPI 3, its references followed to their ends. */
export interface GivenDocument {
  /** The file or address that it was read from. */
  readonly source: string;
  /** As they came. */
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** What they say, as OpenAPI 3.1. */
  readonly content: JsonObject;
}

/** Ten times the largest contract known to us, with room to spare; a parser would take minutes over more. */
const MAX_BYTES = 10 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/**
 * Reads a document from a file or an address, and checks that it is one that can be compared.
 *
 * @throws {@link UnusableDocument} when it is missing, larger than 10 MiB, neither YAML nor JSON, no
 * OpenAPI 3, without operations, refers to what is not there, or takes longer than 20 s to parse.
 */
export async function readGiven(source: string): Promise<GivenDocument> {
  const bytes = /^https?:/i.test(source) ? await download(source) : await readBytes(source);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  try {
    const parsed = await parseText(textOf(bytes));
    checkOpenApi(parsed);
    checkReferences(parsed);
    const content = asOpenApi31(parsed);
    return { source, bytes, sha256, content };
  } catch (error) {
    if (error instanceof UnusableDocument) throw new UnusableDocument(`${source} ${error.message}`);
    if (isTooDeep(error)) throw new UnusableDocument(`${source} is nested too deeply`);
    throw error;
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw tooLarge(path, size);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UnusableDocument) throw error;
    throw new UnusableDocument(`${path} cannot be read: ${problemOf(error)}`);
  }
}

async function download(address: string): Promise<Uint8Array> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (answer.status === 404 || answer.status === 410) {
      throw new MissingDocument(`${address} answered ${answer.status}`);
    }
    if (!answer.ok) throw new UnusableDocument(`${address} answered ${answer.status}`);
    const announced = Number(answer.headers.get("content-length"));
    if (announced > MAX_BYTES) throw tooLarge(address, announced);
    return await receive(address, answer);
  } catch (error) {
    if (error instanceof UnusableDocument) throw error;
    const { cause = error } = Object(error) as { readonly cause?: unknown };
    throw new UnusableDocument(`${address} cannot be reached: ${problemOf(cause)}`);
  }
}

/** A server can send more than it announced, or announce nothing. A body's chunks are bytes, says its standard. */
async function receive(address: string, { body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (body !== null) {
    for await (const part of body as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > MAX_BYTES) throw tooLarge(address, size);
      parts.push(part);
    }
  }
  return Buffer.concat(parts);
}

function tooLarge(source: string, bytes: number): UnusableDocument {
  const size = (bytes / 1024 / 1024).toFixed(1);
  return new UnusableDocument(`${source} is too large: ${size} MiB or more, at most 10 are read`);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableDocument("is no text in UTF-8");
  }
}

function checkOpenApi(content: JsonObject): void {
  if ("swagger" in content) {
    throw new UnusableDocument("is Swagger 2.0: convert it to OpenAPI 3 first");
  }
  const version = textAt(content, "openapi");
  if (version === undefined) throw new UnusableDocument("is not OpenAPI: it has no `openapi`");
  if (!/^3\.[01]\.\d+$/.test(version)) {
    throw new UnusableDocument(`is OpenAPI ${version}: 3.0 and 3.1 are understood`);
  }
  const paths = Object.values(objectAt(content, "paths"));
  if (paths.every((item) => !isObject(item))) {
    throw new UnusableDocument("has no operations: `paths` is empty or missing");
  }
}

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGiven } from "../../scripts/spec/read-document.js";

const HEAD = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";
const PATHS = "paths: { /a: { get: { responses: { '200': { description: ok } } } } }\n";
const MEBIBYTE = 1024 * 1024;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "khipu-read-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function written(text: string): string {
  const path = join(folder, "document.yaml");
  writeFileSync(path, text);
  return path;
}

/** What is said of a text that is no use, without the name of its file. */
async function problemOf(text: string): Promise<string> {
  const path = written(text);
  const error: unknown = await readGiven(path).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: "UnusableDocument" });
  return (error as Error).message.replace(`${path} `, "");
}

describe("a document", () => {
  test.each([
    ["YAML", `${HEAD}${PATHS}`],
    ["JSON", '{"openapi":"3.0.3","paths":{"/a":{"get":{"responses":{}}}}}'],
  ])("is read from %s, with the hash of its bytes", async (_, text) => {
    const given = await readGiven(written(text));

    expect(given.content).toMatchObject({ paths: { "/a": { get: {} } } });
    expect(given.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("may say the same twice by an anchor", async () => {
    const text = `${HEAD}x-a: &a { b: 1 }\nx-c: *a\n${PATHS}`;

    await expect(readGiven(written(text))).resolves.toMatchObject({ content: { "x-c": { b: 1 } } });
  });
});

describe("a document may", () => {
  test("have schemas that hold themselves", async () => {
    const schemas = "A: { properties: { again: { $ref: '#/components/schemas/A' } } }";
    const text = `${HEAD}${PATHS}components: { schemas: { ${schemas} } }`;

    await expect(readGiven(written(text))).resolves.toHaveProperty("content.components");
  });

  test("have fields with the names of keywords, and of what every object has", async () => {
    const fields = "constructor: { type: string }, default: { $ref: '#/components/schemas/B' }";
    const text = `${HEAD}${PATHS}components: { schemas: { A: { properties: { ${fields} } }, B: {} } }`;

    await expect(readGiven(written(text))).resolves.toHaveProperty(
      "content.components.schemas.A.properties.constructor",
      { type: "string" },
    );
  });

  test("merge one mapping into another", async () => {
    const text = `${HEAD}${PATHS}x-a: &a { b: 1, c: 1 }\nx-d: { <<: *a, c: 2 }\n`;

    await expect(readGiven(written(text))).resolves.toHaveProperty("content.x-d", { b: 1, c: 2 });
  });
});

describe("a document of no use is told apart:", () => {
  const references = (schemas: string) => `${HEAD}${PATHS}components: { schemas: { ${schemas} } }`;
  const ref = (name: string) => `{ $ref: '#/components/schemas/${name}' }`;
  const doubling = Array.from({ length: 24 }, (_, index) => {
    const next = ref(`S${index + 1}`);
    return `S${index}: { properties: { a: ${next}, b: ${next} } }`;
  });

  const doubledAnchors = Array.from(
    { length: 9 },
    (_, index) => `x${index + 1}: &a${index + 1} [${Array(9).fill(`*a${index}`).join(",")}]\n`,
  ).join("");

  test.each([
    ["no YAML", "a: [1", /^is neither YAML nor JSON: Flow sequence/],
    ["no JSON", '{"openapi": ', /^is neither YAML nor JSON: Unexpected end of JSON input$/],
    ["a web page", "<!doctype html><p>404", /^is a web page, not a document$/],
    ["a list", "- a", /^is not OpenAPI: it is not a mapping$/],
    ["nothing", "", /^is not OpenAPI: it is not a mapping$/],
    ["something else", "a: 1", /^is not OpenAPI: it has no `openapi`$/],
    ["an old document", "swagger: '2.0'", /^is Swagger 2\.0: convert it to OpenAPI 3 first$/],
    [
      "a later one",
      `openapi: 4.0.0\n${PATHS}`,
      /^is OpenAPI 4\.0\.0: 3\.0 and 3\.1 are understood$/,
    ],
    ["one without operations", HEAD, /^has no operations: `paths` is empty or missing$/],
    [
      "references that go round",
      references(`A: ${ref("B")}, B: ${ref("A")}`),
      /^has references that only lead to each other: #\/components\/schemas\/[AB]$/,
    ],
    [
      "a field that no program can carry",
      references("A: { properties: { __proto__: { type: string } } }"),
      /^has a field named __proto__, which no JavaScript program can carry$/,
    ],
    [
      "a key that stands twice",
      `${HEAD}${PATHS}info: { title: U }\n`,
      /^is neither YAML nor JSON: the key info stands twice in one mapping$/,
    ],
    [
      "anchors that double without end",
      `${HEAD}${PATHS}x0: &a0 [b,b,b,b,b,b,b,b,b]\n${doubledAnchors}`,
      /^is neither YAML nor JSON: Excessive alias count/,
    ],
    [
      "a reference to nothing",
      references(`A: ${ref("B")}`),
      /^has a reference to nothing: #\/components\/schemas\/B$/,
    ],
    [
      "a reference elsewhere",
      references("A: { $ref: 'b.yaml' }"),
      /^has a reference out of the document: b\.yaml$/,
    ],
    [
      "references that double without end",
      references([...doubling, "S24: { type: string }"].join(", ")),
      /^is too large: its references unfold to \d+ nodes$/,
    ],
    [
      "an anchor in itself",
      `${HEAD}x-a: &a { b: *a }\n${PATHS}`,
      /^is neither YAML nor JSON: Converting circular structure/,
    ],
    [
      "a depth without end",
      `${HEAD}x-a: ${"[".repeat(9000)}${"]".repeat(9000)}\n${PATHS}`,
      /^is nested too deeply$/,
    ],
  ])("%s", async (_, text, problem) => {
    await expect(problemOf(text)).resolves.toMatch(problem);
  });

  test("9 MB with 300,000 keys, within 30 s", async () => {
    const keys = Array.from({ length: 300_000 }, (_, at) => `  key${at}: twelve bytes....\n`);

    await expect(problemOf(`${HEAD}${PATHS}x-keys:\n${keys.join("")}`)).resolves.toMatch(
      /^(?:is too large: \d+ keys and values, at most 100000 are read|takes longer than 20 s to parse)$/,
    );
  }, 30_000);

  test("50 MB", async () => {
    await expect(problemOf("#".repeat(50 * MEBIBYTE))).resolves.toBe(
      "is too large: 50.0 MiB or more, at most 10 are read",
    );
  });

  test("no file", async () => {
    await expect(readGiven(join(folder, "none.yaml"))).rejects.toThrow(/cannot be read: ENOENT/);
  });
});

describe("an address", () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer(({ url: path = "" }, answer) => {
      if (path === "/good") answer.end(`${HEAD}${PATHS}`);
      else if (path === "/announced") answer.setHeader("content-length", 50 * MEBIBYTE).write("#");
      else if (path === "/endless") void flood(answer);
      else answer.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  async function flood(answer: ServerResponse): Promise<void> {
    const chunk = "#".repeat(MEBIBYTE);
    while (!answer.destroyed) {
      if (!answer.write(chunk)) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  test("is read like a file", async () => {
    await expect(readGiven(`${url}/good`)).resolves.toMatchObject({ source: `${url}/good` });
  });

  test.each([
    ["answers with an error", "/none", /^\/none answered 404$/],
    [
      "announces 50 MB",
      "/announced",
      /^\/announced is too large: 50\.0 MiB or more, at most 10 are read$/,
    ],
    ["never ends", "/endless", /^\/endless is too large: 10\.\d MiB or more, at most 10 are read$/],
  ])("is told apart when it %s", async (_, path, problem) => {
    const error: unknown = await readGiven(url + path).catch((thrown: unknown) => thrown);

    expect((error as Error).message.replace(url, "")).toMatch(problem);
  });

  test("is told apart when nobody is there", async () => {
    const free = "http://127.0.0.1:1/openapi.yaml";

    await expect(readGiven(free)).rejects.toThrow(`${free} cannot be reached: `);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createHash } from "node:crypto";
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { driftOf } from "../../scripts/generate/drift.js";
import { ROOT, SPECS } from "../../scripts/specs.js";
import { GENERATED_FILES, generate } from "../support/generating.js";

/** A copy of all that generating takes, to break and mend at will. */
let copy: string;
/** The hash of every generated file as it was copied. */
let original: Record<string, string>;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "khipu-generated-"));
  for (const part of ["openapi", "generated", "scripts", "package.json", "package-lock.json"]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  original = digests();
});

afterAll(() => rmSync(copy, { recursive: true }));

function digests(): Record<string, string> {
  const hash = (path: string) =>
    createHash("sha256")
      .update(readFileSync(join(copy, path)))
      .digest("hex");
  return Object.fromEntries(GENERATED_FILES.map((path) => [path, hash(path)]));
}

/** Changes a file of the copy while something is done, and puts it back. */
async function withChanged<T>(
  path: string,
  change: (text: string) => string,
  act: () => Promise<T> | T,
): Promise<T> {
  const file = join(copy, path);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, change(text));
  try {
    return await act();
  } finally {
    writeFileSync(file, text);
  }
}

describe("generated/", () => {
  test("comes out the same to the byte when it is made again from nothing", () => {
    for (const { generated } of SPECS) rmSync(join(copy, generated), { recursive: true });

    expect(generate(copy)).toEqual({ status: 0, stderr: "" });
    expect(digests()).toEqual(original);
  });
});

describe("generate --check", () => {
  test("fails on one byte, and names the file, the line and the command", async () => {
    const path = "generated/instant-payments.v3/operations.ts";
    const change = (text: string) => text.replace("/v3/banks", "/v3/bankz");

    const result = await withChanged(path, change, () => generate(copy, "--check"));

    expect({ ...result, stderr: result.stderr.split("\n") }).toEqual({
      status: 1,
      stderr: [
        "generated/instant-payments.v3/operations.ts:23 differs from what would be generated",
        String.raw`  have: "Banks\": {\"method\":\"GET\",\"path\":\"/v3/bankz\",\"status\":200},"`,
        String.raw`  want: "Banks\": {\"method\":\"GET\",\"path\":\"/v3/banks\",\"status\":200},"`,
        "run: npm run generate",
      ],
    });
  });
});

describe("a broken document", () => {
  test("is named, and leaves everything as it was", async () => {
    const change = (text: string) => text.replaceAll("schemas/Currency", "schemas/Nowhere");

    const result = await withChanged("openapi/openpay.v1.yaml", change, () => generate(copy));

    expect(result.status).toBe(1);
    expect(result.stderr).toContain("nothing can be generated for openpay.v1: ");
    expect(digests()).toEqual(original);
  });

  test("is named when it is no document at all", async () => {
    const change = () => "- a\n- list\n";

    const result = await withChanged("openapi/openpay.v1.yaml", change, () => generate(copy));

    expect(result).toEqual({
      status: 1,
      stderr: "nothing can be generated for openpay.v1: openapi/openpay.v1.yaml: not a mapping",
    });
  });
});

describe("the drift of a folder", () => {
  const folder = "generated/openpay.v1";
  const path = `${folder}/client.ts`;

  const drift = () => {
    const names = readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);
    const wanted = names.map((name) => [name, readFileSync(join(ROOT, name), "utf8")] as const);
    return driftOf(copy, folder, new Map(wanted));
  };

  test("is nothing while the files are the same", async () => {
    await expect(drift()).resolves.toBeUndefined();
  });

  test("is the first line that is added", async () => {
    const found = await withChanged(path, (text) => `${text}// mine`, drift);

    expect(found).toMatch(
      /^generated\/openpay\.v1\/client\.ts:\d+ differs .*\n {2}have: "\/\/ mine"\n {2}want: ""$/,
    );
  });

  test("is the first line that is missing", async () => {
    const found = await withChanged(path, (text) => text.split("\n").slice(0, 2).join("\n"), drift);

    expect(found).toMatch(
      /^generated\/openpay\.v1\/client\.ts:3 differs .*\n {2}have: \(no such line\)\n/,
    );
  });

  test("is a file that is there too many", async () => {
    const mine = join(copy, folder, "mine.ts");
    appendFileSync(mine, "");
    const found = await drift().finally(() => rmSync(mine));

    expect(found).toBe("generated/openpay.v1/mine.ts is not generated");
  });

  test("is a file that is not there, and a folder that is not", async () => {
    const files = new Map([["generated/gone/client.ts", "text"]]);

    await expect(driftOf(copy, "generated/gone", files)).resolves.toBe(
      "generated/gone/client.ts is missing",
    );
  });
});

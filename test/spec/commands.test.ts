import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../scripts/specs.js";
import { khipusWay, operationAt } from "./khipus-way.js";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "khipu-commands-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

function run(script: string, ...args: readonly string[]) {
  const program = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), join(ROOT, "scripts", script)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    encoding: "utf8",
  });
  return { status, said: `${stdout}${stderr}`.trim().split("\n") };
}

function written(content: unknown): string {
  const path = join(folder, "new.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("spec:diff", () => {
  test("exits with 0 when only words changed", () => {
    const { status, said } = run("spec-diff.ts", written(khipusWay("instant-payments.v3")));

    expect({ status, last: said.at(-1) }).toEqual({
      status: 0,
      last: "no difference in structure",
    });
  });

  test("exits with 1 when something breaks", () => {
    const document = khipusWay("automatic-payments.v1");
    operationAt(document, "/v1/automatic-payment/subscription", "post")["operationId"] =
      "subscribe";
    operationAt(document, "/v1/automatic-payment/charge-intent", "post")["operationId"] = "charge";

    const { status, said } = run(
      "spec-diff.ts",
      written(document),
      "--api",
      "automatic-payments.v1",
    );

    expect({ status, said: said.slice(-4) }).toEqual({
      status: 1,
      said: [
        "BREAKING  createSubscription_1  -      renamed: createSubscription_1 -> subscribe  khipu.subscriptions.create",
        "BREAKING  createCharge_1        -      renamed: createCharge_1 -> charge           khipu.chargeIntents.create",
        "",
        "2 changes, 2 breaking: major",
      ],
    });
  });

  test("exits with 2 and a sentence when the document is none of ours", () => {
    const stranger = { openapi: "3.1.0", info: { title: "Pets" }, paths: { "/pets": { get: {} } } };

    const { status, said } = run("spec-diff.ts", written(stranger));

    expect(status).toBe(2);
    expect(said[0]).toMatch(
      /^spec:diff: "Pets" is none of our APIs: none of its 1 operations is in /,
    );
  });
});

describe("spec:update", () => {
  test("exits with 2 and writes nothing when the document is of no use", () => {
    const { status, said } = run("spec-update.ts", written({ swagger: "2.0" }));

    expect({ status, said: said.slice(-2) }).toEqual({
      status: 2,
      said: [
        `spec:update: ${join(folder, "new.json")} is Swagger 2.0: convert it to OpenAPI 3 first`,
        "nothing was written",
      ],
    });
  });

  test("says how it is used when it is not told what to read", () => {
    expect(run("spec-update.ts")).toMatchObject({
      status: 2,
      said: [
        expect.stringMatching(/^spec:update: usage: npm run spec:update -- /),
        "nothing was written",
      ],
    });
  });
});

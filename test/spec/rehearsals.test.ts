import { describe, expect, jest, test } from "@jest/globals";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listAt, objectAt } from "../../scripts/generate/json.js";
import { readCarriers } from "../../scripts/spec/carriers.js";
import { coverageOf } from "../../scripts/spec/coverage-rows.js";
import { makeScratch } from "../../scripts/spec/scratch.js";
import { update } from "../../scripts/spec/update.js";
import { ROOT, SPECS } from "../../scripts/specs.js";
import { khipusWay, operationAt, schemaOf } from "./khipus-way.js";
import { type Rehearsal, rehearsal, table, TODAY, typeErrors } from "./rehearsal.js";

const [SPEC] = SPECS;

function uncarried({ scratch }: Rehearsal): readonly string[] {
  if (SPEC === undefined) throw new Error("there are no documents");
  return coverageOf(SPEC, scratch.root, readCarriers(scratch.root)).problems;
}

describe("a field added", () => {
  const held = rehearsal((document) => {
    const fields = objectAt(schemaOf(document, "PaymentCreate"), "properties");
    fields["till_code"] = { type: "string", maxLength: 20, description: "Canal de venta." };
    objectAt(document, "info")["version"] = "v3.1";
  });

  test("is said to break nothing", () => {
    expect(table(held)).toEqual([
      "    operation    where              what                                   touches",
      "ok  postPayment  request till_code  added, optional: string, maxLength 20  khipu.payments.create, CreatePaymentParams",
      "",
      "1 change, 0 breaking: minor",
    ]);
  });

  test("breaks no type, and is carried without a hand", () => {
    expect(typeErrors(held, "src/resources/payments.ts")).toEqual([]);
    expect(uncarried(held)).toEqual([]);
  });

  test("leaves the field in the types, with words that say only that it is new", () => {
    expect(held.read("generated/instant-payments.v3/types.ts")).toMatch(
      /Published in v3\.1; not described yet\.[^/]*\*\/\s+till_code\?: string;/u,
    );
    expect(held.result.wordless).toEqual([
      "$.components.schemas['payment-create-2'].properties.till_code",
    ]);
  });

  test("leaves the published bytes as our document", () => {
    expect(held.read("openapi/instant-payments.v3.yaml")).toBe(held.read("new.json"));
  });

  test("leaves a changelog entry with its level", () => {
    expect(held.read("CHANGELOG.md")).toContain(
      [
        "- `openapi/instant-payments.v3.yaml` is now v3.1 (minor).",
        "  - postPayment, request till_code: added, optional: string, maxLength 20 (khipu.payments.create, CreatePaymentParams).",
      ].join("\n"),
    );
  });

  test("leaves version, day and hashes in the lock", () => {
    const hash = (path: string) => createHash("sha256").update(held.read(path)).digest("hex");
    const lock = JSON.parse(held.read("openapi/specs.lock.json")) as Record<string, unknown>;

    expect(lock["instant-payments.v3"]).toMatchObject({
      ...{ version: "v3.1", taken: TODAY, how: "downloaded" },
      documentSha256: hash("new.json"),
    });
  });

  test("leaves nothing to do the second time", async () => {
    const { root } = held.scratch;
    const options = { accept: false, skipChecks: true, today: "2026-11-30" };

    const again = await update(root, join(root, "new.json"), options);

    expect(again).toMatchObject({ alreadyTaken: TODAY, steps: [], written: [] });
  });
});

describe("an enum value removed", () => {
  const held = rehearsal((document) => {
    const fields = objectAt(schemaOf(document, "PaymentCreate"), "properties");
    const values = listAt(objectAt(fields, "currency"), "enum");
    values.splice(values.indexOf("BOB"), 1);
  });

  test("is said to break", () => {
    expect(table(held)).toEqual([
      "          operation    where             what                 touches",
      "BREAKING  postPayment  request currency  no longer takes BOB  khipu.payments.create, CreatePaymentParams.currency",
      "",
      "1 change, 1 breaking: major",
    ]);
  });

  test("leaves the value in nothing that is generated", () => {
    const [schema, types] = ["schema.ts", "types.ts"].map(
      (name) => `generated/instant-payments.v3/${name}`,
    );

    for (const path of [schema ?? "", types ?? ""]) {
      expect(held.read(path)).not.toContain('"BOB"');
      expect(held.result.written).toContain(path);
    }
  });
});

describe("an operation renamed", () => {
  const held = rehearsal((document) => {
    operationAt(document, "/v3/predict", "get")["operationId"] = "getPrediction";
  });

  test("is said to break", () => {
    expect(table(held)).toEqual([
      "          operation   where  what                                  touches",
      "BREAKING  getPredict  -      renamed: getPredict -> getPrediction  khipu.payments.predict",
      "",
      "1 change, 1 breaking: major",
    ]);
  });

  test("leaves a method that names an operation which is no more", () => {
    expect(uncarried(held)).toContain(
      "openapi/instant-payments.v3.yaml: nothing carries the operation getPrediction",
    );
  });

  test("leaves the request as it was, under its new name", () => {
    expect(held.read("generated/instant-payments.v3/operations.ts")).toContain(
      '"getPrediction": {"method":"GET","path":"/v3/predict","status":200}',
    );
  });
});

describe("a document that changes in every part", () => {
  const BANK = { $ref: "#/components/schemas/bank-2" };
  const EMPTY = { responses: { "200": { description: "Listo." } } };
  const held = rehearsal((document) => {
    document["servers"] = [{ url: "https://pay.khipu.example" }];
    const fields = objectAt(schemaOf(document, "PaymentCreate"), "properties");
    fields["till_bank"] = { oneOf: [BANK] };
    const schemas = objectAt(document["components"], "schemas");
    schemas["till-2"] = { properties: { next: { $ref: "#/components/schemas/till-2" } } };
    fields["till"] = { $ref: "#/components/schemas/till-2" };
    objectAt(document, "paths")["/v3/tills"] = { get: EMPTY };
    document["webhooks"] = { tillClosed: { post: { operationId: "notifyTillClosed", ...EMPTY } } };
  });

  test("is told as what breaks, and what does not", () => {
    expect(table(held).filter((line) => line.startsWith("BREAKING"))).toEqual([
      expect.stringMatching(/server https:\/\/payment-api\.khipu\.com removed/u),
    ]);
  });

  test("has its server in the calls", () => {
    expect(held.read("generated/instant-payments.v3/calls.ts")).toContain(
      "https://pay.khipu.example",
    );
  });

  test("has a choice of one and a schema that holds itself in the types", () => {
    const types = held.read("generated/instant-payments.v3/types.ts");
    expect(types).toMatch(/ till_bank\?: Bank;/u);
    expect(types).toMatch(/ till\?: Till2;/u);
    expect(types).toMatch(/interface Till2 \{[^}]* next\?: Till2;/u);
  });

  test("has the operation without a name in the raw types only", () => {
    expect(held.read("generated/instant-payments.v3/schema.ts")).toContain("getV3Tills");
    expect(held.read("generated/instant-payments.v3/operations.ts")).not.toContain("getV3Tills");
  });

  test("keeps our notification beside its first", () => {
    const corrections = held.read("openapi/overlays/instant-payments.v3.corrections.yaml");
    expect(corrections).toContain("paymentConciliated");
    expect(held.read("generated/instant-payments.v3/schema.ts")).toContain("tillClosed");
  });

  test("breaks no type", () => {
    for (const path of ["src/index.ts", "src/resources/payments.ts", "src/simulator/index.ts"]) {
      expect(typeErrors(held, path)).toEqual([]);
    }
  });
});

describe("a document of OpenAPI 3.0", () => {
  const held = rehearsal((document) => {
    document["openapi"] = "3.0.3";
    const fields = objectAt(schemaOf(document, "PaymentCreate"), "properties");
    fields["till_code"] = { type: "string", nullable: true, maxLength: 20 };
    fields["till_bank"] = {
      allOf: [{ $ref: "#/components/schemas/bank-2" }],
      nullable: true,
      description: "Banco.",
    };
    fields["till_rate"] = { type: "number", minimum: 0, exclusiveMinimum: true };
  });

  test("says in types and schemas what it says itself", () => {
    const types = held.read("generated/instant-payments.v3/types.ts");
    expect(types).toMatch(/ till_code\?: string \| null;/u);
    expect(types).toMatch(/ till_bank\?: Bank \| null;/u);
    expect(types).toMatch(/More than 0\.[^/]*\*\/\s+till_rate\?: number;/u);
    expect(held.read("generated/instant-payments.v3/schema.ts")).toMatch(
      /till_code\?: string \| null;/u,
    );
  });

  test("is kept as it was published, and compared as it was meant", async () => {
    const { root } = held.scratch;
    expect(held.read("openapi/instant-payments.v3.yaml")).toBe(held.read("new.json"));
    writeFileSync(join(root, "again.json"), `${held.read("new.json")}\n`);

    const again = await update(root, join(root, "again.json"), {
      ...{ accept: false, skipChecks: true, today: TODAY },
    });

    expect({ level: again.level, rows: again.rows }).toEqual({ level: "none", rows: [] });
  }, 60_000);
});

describe("a document that nothing can be generated from", () => {
  test("leaves the tree as it was, and no copy behind", async () => {
    const scratch = await makeScratch(ROOT);
    const document = khipusWay("instant-payments.v3");
    // Two operations with one name.
    operationAt(document, "/v3/predict", "get")["operationId"] = "getBanks";
    const source = join(scratch.root, "new.json");
    writeFileSync(source, JSON.stringify(document));
    const options = { accept: true, skipChecks: true, today: TODAY };

    // openapi-typescript also says it on the console.
    const said = jest.spyOn(console, "error").mockReturnValue(undefined);
    const result = await update(scratch.root, source, options).finally(() => said.mockRestore());

    expect(result.written).toEqual([]);
    expect(result.steps.at(-1)).toMatchObject({
      name: "generate",
      problem: expect.stringContaining("Every operation must have a unique `operationId`"),
    });
    for (const path of ["openapi/instant-payments.v3.yaml", "openapi/specs.lock.json"]) {
      expect(readFileSync(join(scratch.root, path))).toEqual(readFileSync(join(ROOT, path)));
    }
    expect(existsSync(join(scratch.root, ".cache"))).toBe(false);
    await scratch.remove();
  }, 60_000);
});

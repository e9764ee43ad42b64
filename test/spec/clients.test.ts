import { describe, expect, test } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { objectAt } from "../../scripts/generate/json.js";
import { generatorOptions } from "../../scripts/spec/client-languages.js";
import { clientDocument } from "../../scripts/spec/generate-client.js";
import { GENERATOR, STORAGE } from "../../scripts/spec/generator.js";
import { ROOT, type Spec, SPECS } from "../../scripts/specs.js";

const [INSTANT_PAYMENTS] = SPECS as readonly [Spec];

describe("openapitools.json", () => {
  test("names the archive that is pinned, and where it is kept", () => {
    const text = readFileSync(join(ROOT, "openapitools.json"), "utf8");

    expect(JSON.parse(text)).toMatchObject({
      "generator-cli": {
        version: `openapi-generator-cli-${GENERATOR.version}`,
        storageDir: STORAGE,
      },
    });
  });
});

describe("the document of which clients are made", () => {
  const document = clientDocument(INSTANT_PAYMENTS);

  test("has no webhooks, and what they carry all the same", () => {
    expect(document).not.toHaveProperty("webhooks");
    expect(objectAt(document["components"], "schemas")).toHaveProperty("PaymentNotification");
  });

  test("has the corrections", () => {
    expect(objectAt(objectAt(document["components"], "schemas"), "Amount")).toHaveProperty("anyOf");
  });
});

describe("a client's names", () => {
  test.each([
    ["python", "packageName=khipu_instant_payments_v3,projectName=khipu-instant-payments-v3"],
    ["go", "packageName=instantpaymentsv3"],
  ])("in %s are its API's", (language, names) => {
    expect(generatorOptions(language, INSTANT_PAYMENTS).at(-1)).toBe(names);
  });

  test("are openapi-generator's own in a language that nobody proved", () => {
    expect(generatorOptions("ruby", INSTANT_PAYMENTS)).not.toContain("--additional-properties");
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { ROOT } from "../../scripts/specs.js";
import type { Report } from "./support/batch/d1-worker.js";
import { after, describe, test } from "./support/runner.js";

const worker = await build({
  entryPoints: [join(ROOT, "test/services/support/batch/d1-worker.ts")],
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  conditions: ["workerd", "worker", "browser"],
});
const miniflare = new Miniflare({
  modules: true,
  script: worker.outputFiles[0]?.text ?? "",
  compatibilityDate: "2026-01-01",
  d1Databases: ["DB"],
});
const answer = await miniflare.dispatchFetch("http://shop.example/");
const text = await answer.text();

describe("d1Store, in workerd", () => {
  after(() => miniflare.dispose());

  test("does what every batch store must do", () => {
    const { checks, problems } = JSON.parse(text) as Report;

    assert.equal(checks.length, 12);
    assert.deepEqual(problems, []);
  });

  test("500 notifications of 100 payments at once: every order is delivered once", () => {
    const { outcomes, perOrder } = JSON.parse(text) as Report;

    assert.deepEqual(outcomes, { settled: 100, already: 400 });
    assert.deepEqual(perOrder, [1]);
  });
});

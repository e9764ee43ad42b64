import { describe, expect, test } from "@jest/globals";
import { build, type BuildResult } from "esbuild";
import { gzipSync } from "node:zlib";
import { readdirSync } from "node:fs";
import { ROOT } from "../scripts/specs.js";
import { createPage } from "./support/browser-page.js";

type Bundle = BuildResult<{ write: false; metafile: true }>;

/** What an app's bundler makes of its code for browsers. */
function bundle(contents: string, format: "esm" | "iife" = "iife"): Promise<Bundle> {
  return build({
    stdin: { contents, resolveDir: ROOT, loader: "ts", sourcefile: "app.ts" },
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format,
    ...(format === "iife" && { globalName: "app" }),
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    tsconfigRaw: { compilerOptions: { paths: { "#crypto": [`${ROOT}src/crypto/web.ts`] } } },
  });
}

const textOf = ({ outputFiles }: Bundle) => outputFiles[0]?.text ?? "";
const ALL = 'export * from "./src/browser/index.js";';

describe("a bundle of khipu-sdk/browser", () => {
  test("is made of src/browser and of nothing else", async () => {
    const { metafile } = await bundle(ALL);

    const own = readdirSync(`${ROOT}src/browser`).filter((name) => name.endsWith(".ts"));
    const inputs = Object.keys(metafile.inputs).filter((path) => path !== "app.ts");
    expect(inputs.sort()).toEqual(own.map((name) => `src/browser/${name}`).sort());
  });

  test("knows no API key, no address of the API and no client", async () => {
    const text = textOf(await bundle(ALL));

    for (const word of [
      /x-api-key/i,
      /api-?key/i,
      /authorization/i,
      /payment-api/,
      /\/v3\//,
      /hmac/i,
    ]) {
      expect(text).not.toMatch(word);
    }
    expect([...text.matchAll(/https?:\/\/[^"'`\s]+/g)].map(([url]) => url)).toEqual([
      "https://js.khipu.com/v1/kws.js",
    ]);
  });

  test("says the bare name that Khipu's script declares, minified too", async () => {
    expect(textOf(await bundle(ALL))).toMatch(/typeof Khipu\b/);
  });

  test.each([
    ["everything", ALL, 3_400],
    ["openPayment alone", 'export { openPayment } from "./src/browser/index.js";', 1_550],
    ["watchOrder alone", 'export { watchOrder } from "./src/browser/index.js";', 2_250],
  ])("is small: %s", async (_, contents, limit) => {
    const { outputFiles } = await bundle(contents, "esm");
    const size = gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length;

    expect(size).toBeLessThanOrEqual(limit);
    // A limit that is far away holds nothing.
    expect(size).toBeGreaterThan(limit * 0.9);
  });
});

describe("an app that brings a server's module along", () => {
  test("refuses the key when it runs in a page, and shows it to nobody", async () => {
    const app = `
      import { openPayment } from "./src/browser/index.js";
      import { Khipu } from "./src/index.js";
      export const open = openPayment;
      export const connect = () => new Khipu({ apiKey: "a-key-that-must-not-be-here" });
    `;
    const page = createPage({});
    page.run(textOf(await bundle(app)));

    const refusal = String(page.run("try { app.connect() } catch (error) { String(error) }"));

    expect(refusal).toMatch(/^TypeError: this is a browser.*call from your server/);
    expect(refusal).not.toContain("a-key");
    expect(page.run("typeof app.open")).toBe("function");
  });

  test("is no bundle at all when the module is the simulator", async () => {
    const app = 'export * from "./src/browser/index.js"; export * from "./src/simulator/index.js";';

    await expect(bundle(app)).rejects.toMatchObject({
      errors: expect.arrayContaining([
        expect.objectContaining({ text: expect.stringContaining('Could not resolve "node:http"') }),
      ]),
    });
  });
});

test("verifying alone is not enlarged by telling the status", async () => {
  const { metafile } = await bundle(
    'export { verifyNotification } from "./src/webhooks/index.js";',
  );
  const [output] = Object.values(metafile.outputs);

  const kept = Object.entries(output?.inputs ?? {}).filter(
    ([, { bytesInOutput }]) => bytesInOutput,
  );
  expect(kept.map(([path]) => path).filter((path) => path.includes("/status/"))).toEqual([]);
});

// TypeScript into JavaScript, file by file and without looking at types: `npm run types` does that once for all.
// esbuild is here for the package already, and is only loaded for a file that jest's cache does not have.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
/** Whatever changes what is written, or an old cache is read. */
const SETTINGS = {
  loader: "ts",
  format: "esm",
  target: "node20",
  sourcemap: "external",
  // With its text in the map, jest shows the lines around a failure.
  sourcesContent: true,
  tsconfigRaw: {
    // NestJS's controllers in test/frameworks are decorated.
    compilerOptions: { target: "es2022", verbatimModuleSyntax: true, experimentalDecorators: true },
  },
};
const KEY = JSON.stringify([require("esbuild/package.json").version, SETTINGS]);

/** @type {import("@jest/transform").AsyncTransformer} */
export default {
  getCacheKey: (source, path) =>
    createHash("sha256")
      .update(KEY)
      .update("\0")
      .update(path)
      .update("\0")
      .update(source)
      .digest("hex"),
  async processAsync(source, path) {
    const { transform } = await import("esbuild");
    return transform(source, { ...SETTINGS, sourcefile: path });
  },
};

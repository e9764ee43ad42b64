import js from "@eslint/js";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { layers } from "./scripts/lint/layers.js";

/** Sources that must run where there is no Node: everything but these. */
const ON_NODE = [
  "src/crypto/node.ts",
  "src/diagnostics-channel.ts",
  "src/simulator/**",
  "src/cli/**",
];
/** Folders with packages of their own. */
const APART = [
  ...["site", "test/browser", "test/frameworks", "test/services"],
  ...["shop", "nextjs", "hono", "hono-workers", "fastify", "embedding", "medusa"].map(
    (name) => `examples/${name}`,
  ),
];
const GLOBALS = ["AbortSignal", "console", "fetch", "process", "Request", "Response", "URL"];
/** What is built from `src` is imported by users, never by `src`. */
const OURS = "^khipu-(sdk|simulator)(/|$)";
const lines = (max) => ({ max, skipBlankLines: true, skipComments: false });

export default defineConfig(
  // `generated` is type-checked and compared with what generates it; no person reads it line by line.
  globalIgnores([
    ...[
      "**/dist",
      "generated",
      "examples/*/generated",
      "coverage",
      "**/.cache",
      "test/consumers",
      "**/.next",
    ],
    // They import clients that openapi-generator makes, and are compiled with those.
    "test/clients/typescript-*",
    // Its types are its own packages': without them nothing of it can be judged. CI installs and lints it.
    ...APART.filter((folder) => !existsSync(join(import.meta.dirname, folder, "node_modules"))),
  ]),
  js.configs.recommended,
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: "error" } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      // `_` is a place that must be named; a rest without a property is how one leaves it out.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // A number in a message reads the same everywhere.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => list.push(x)` is how a callback is written here.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // node:test waits for its tests by itself.
      "@typescript-eslint/no-floating-promises": [
        "error",
        {
          allowForKnownSafeCalls: [
            { from: "package", name: ["describe", "suite", "test"], package: "node:test" },
          ],
        },
      ],
      // Khipu calls it obsolete, and still answers it: it is tested, and has a command.
      "@typescript-eslint/no-deprecated": [
        "error",
        { allow: [{ from: "file", name: "refund", path: "src/resources/payments.ts" }] },
      ],
      // Callers without types, and a service that breaks its contract, are guarded against all the same.
      "@typescript-eslint/no-unnecessary-condition": "off",
      "@typescript-eslint/no-unnecessary-type-conversion": "off",
      // `call<Payment>(...)` says what an answer is taken for, once, at the edge.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // There are no enums (erasableSyntaxOnly).
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      // What has the shape of an instance will do.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // It asks for `!`, which no-non-null-assertion refuses.
      "@typescript-eslint/non-nullable-type-assertion-style": "off",
    },
  },
  {
    rules: {
      eqeqeq: "error",
      "no-console": "off",
      "max-lines": ["error", lines(250)],
      "max-lines-per-function": ["error", lines(40)],
    },
  },
  {
    files: ["src/**/*.ts"],
    plugins: { khipu: { rules: { layers } } },
    rules: {
      "khipu/layers": "error",
      "no-console": "error",
      "no-restricted-imports": ["error", { patterns: [{ regex: OURS }] }],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ON_NODE,
    rules: {
      "no-restricted-globals": ["error", "Buffer", "process", "require", "setImmediate"],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: OURS, message: "A package must not import itself." },
            { regex: "^node:", message: "This file also runs where there is no Node." },
          ],
        },
      ],
    },
  },
  {
    // A describe block is as long as its cases, and a mock has no `this`.
    files: ["test/**/*.ts", "examples/*/test/**/*.ts"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/unbound-method": "off" },
  },
  {
    files: ["test/**/*.ts"],
    ignores: ["test/support/properties.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { paths: [{ name: "fast-check", message: "test/support/properties.ts pins its seed." }] },
      ],
    },
  },
  {
    // Plain scripts: consumers, examples and the runtimes' smoke test.
    files: ["**/*.{js,mjs,cjs}"],
    languageOptions: { globals: Object.fromEntries(GLOBALS.map((name) => [name, "readonly"])) },
  },
);

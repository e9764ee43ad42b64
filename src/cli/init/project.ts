import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fieldsOf } from "../../fields.js";

/** Frameworks that a webhook's route can be written for. */
export const FRAMEWORKS = [
  "next-app",
  "next-pages",
  "nest",
  "sveltekit",
  "hono",
  "fastify",
  "koa",
  "express",
  "workers",
  "deno",
  "bun",
  "node",
] as const;

/** One of {@link FRAMEWORKS}. */
export type Framework = (typeof FRAMEWORKS)[number];

/** A project, as far as a route's file depends on it. */
export interface Project {
  /** Where its package.json is. */
  readonly root: string;
  readonly framework: Framework;
  readonly isTypeScript: boolean;
  /** Its `.js` files are ES modules. */
  readonly isModule: boolean;
  /** Its code is in `src`. */
  readonly hasSrc: boolean;
  /** What it installs for production has the SDK; the simulator, which brings it along, is for development. */
  readonly hasSdk: boolean;
}

/** As much of a package.json as is read. */
interface Manifest {
  readonly type: unknown;
  readonly dependencies: object;
  readonly devDependencies: object;
}

/**
 * Looks at the nearest package (or Deno project) above a folder.
 *
 * @returns `undefined` when there is none.
 */
export function findProject(from: string, asked?: Framework): Project | undefined {
  const root = nearest(from, ["package.json", "deno.json", "deno.jsonc"]);
  if (root === undefined) return undefined;
  const has = (...paths: string[]) => paths.some((path) => existsSync(join(root, path)));
  const manifest = manifestOf(join(root, "package.json"));
  const installed = { ...manifest.dependencies, ...manifest.devDependencies };
  const uses = (...names: string[]) => names.some((name) => Object.hasOwn(installed, name));
  const framework = asked ?? frameworkOf(uses, has);
  const isDeno = framework === "deno";
  return {
    root,
    framework,
    isTypeScript: isDeno || has("tsconfig.json") || uses("typescript"),
    // What is built by a bundler is written as modules whatever package.json says.
    isModule: manifest.type === "module" || isBundled(framework),
    hasSrc: has("src"),
    // Deno installs what is imported.
    hasSdk: isDeno || Object.hasOwn(manifest.dependencies, "khipu-sdk"),
  };
}

function frameworkOf(
  uses: (...names: string[]) => boolean,
  has: (...paths: string[]) => boolean,
): Framework {
  if (uses("next")) {
    const isPages = has("pages", "src/pages") && !has("app", "src/app");
    return isPages ? "next-pages" : "next-app";
  }
  if (uses("@nestjs/core")) return "nest";
  if (uses("@sveltejs/kit")) return "sveltekit";
  if (uses("hono")) return "hono";
  if (uses("fastify")) return "fastify";
  if (uses("koa")) return "koa";
  if (uses("express")) return "express";
  if (uses("wrangler") || has("wrangler.toml", "wrangler.json", "wrangler.jsonc")) return "workers";
  if (has("deno.json", "deno.jsonc")) return "deno";
  if (uses("@types/bun", "bun-types") || has("bunfig.toml", "bun.lock", "bun.lockb")) return "bun";
  return "node";
}

function isBundled(framework: Framework): boolean {
  const bundled: readonly Framework[] = [
    "next-app",
    "next-pages",
    "sveltekit",
    "workers",
    "deno",
    "bun",
  ];
  return bundled.includes(framework);
}

function nearest(from: string, names: readonly string[]): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (names.some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** A package.json that cannot be read says nothing: the framework can still be asked for. */
function manifestOf(path: string): Manifest {
  const { type, dependencies, devDependencies } = fieldsOf<Manifest>(jsonIn(path));
  return { type, dependencies: fieldsOf(dependencies), devDependencies: fieldsOf(devDependencies) };
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

import { build } from "esbuild";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { ROOT } from "../../scripts/specs.js";

/** A script of the page: what a browser fetches from its address, and when. */
export interface PageScript {
  /** Nothing: it cannot be loaded. */
  readonly code?: string;
  readonly afterMs?: number;
  /** Neither loads nor fails. */
  readonly hangs?: boolean;
}

/** As much of a script element as is used. */
class ScriptElement extends EventTarget {
  src = "";
  nonce = "";
  readonly #scripts: ScriptElement[];

  constructor(scripts: ScriptElement[]) {
    super();
    this.#scripts = scripts;
  }

  remove(): void {
    const index = this.#scripts.indexOf(this);
    if (index >= 0) this.#scripts.splice(index, 1);
  }
}

/** A page with one global scope for all its classic scripts, as a browser has it. */
export interface Page {
  /** Every script element that was ever added, in order. */
  readonly added: readonly ScriptElement[];
  /** Those that are in the document now. */
  readonly scripts: readonly ScriptElement[];
  /** Runs a classic script, and gives its value. */
  run(code: string): unknown;
}

/** The browser entry as one classic script that leaves `sdk` in the page. */
export async function bundle(
  minify: boolean,
  contents = 'export * from "./src/browser/index.js";',
) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(ROOT), loader: "ts" },
    bundle: true,
    write: false,
    minify,
    format: "iife",
    globalName: "sdk",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

/**
 * Makes a page. `node:vm` gives what matters here and no fake could: the scope that the top-level classes of
 * classic scripts share, which is not the global object.
 */
export function createPage(web: Readonly<Record<string, PageScript>>, globals: object = {}): Page {
  const scripts: ScriptElement[] = [];
  const added: ScriptElement[] = [];
  const append = (script: ScriptElement) => {
    scripts.push(script);
    added.push(script);
    const { code, afterMs = 0, hangs } = web[script.src] ?? {};
    if (hangs) return;
    setTimeout(() => {
      if (code !== undefined) runScript(context, code);
      script.dispatchEvent(new Event(code === undefined ? "error" : "load"));
    }, afterMs);
  };
  const document = {
    baseURI: "https://shop.example.com/checkout",
    scripts,
    head: { append },
    createElement: () => new ScriptElement(scripts),
  };
  const context = createContext({ document, ...PLATFORM, ...globals });
  return { added, scripts, run: (code) => runInContext(code, context) as unknown };
}

/** What a browser gives, besides a document. */
const PLATFORM = { AbortController, URL, clearTimeout, setTimeout };

/** A script that throws is loaded all the same: the browser tells `onerror`, and fires `load`. */
function runScript(context: object, code: string): void {
  try {
    runInContext(code, context);
  } catch {
    // As in a browser: the page goes on.
  }
}

import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** @type {Record<string, { imports: string[], typesOf?: string[], why: string }>} */
const LAYERS = JSON.parse(readFileSync(new URL("../layers.json", import.meta.url), "utf8"));

/** The layer of a file: `generated`, or its folder or name under `src`. */
function layerOf(path) {
  const [top, next = ""] = relative(ROOT, path).split(sep);
  if (top === "generated") return "generated";
  return top === "src" ? next.replace(/\.[jt]s$/, "") : undefined;
}

function targetOf(filename, specifier) {
  if (specifier === "#crypto") return "crypto";
  return specifier.startsWith(".") ? layerOf(resolve(dirname(filename), specifier)) : undefined;
}

function check(context, node) {
  const from = layerOf(context.filename);
  const specifier = node.source?.value;
  if (typeof specifier !== "string" || from === undefined) return;
  const to = targetOf(context.filename, specifier);
  if (to === undefined || to === from) return;
  const { imports, typesOf = [], why } = LAYERS[from] ?? { imports: [], why: "not in the table" };
  const isType = node.importKind === "type" || node.exportKind === "type";
  if (imports.includes(to) || (isType && typesOf.includes(to))) return;
  context.report({ node, messageId: "direction", data: { from, to, why } });
}

/** One direction of imports: what `scripts/layers.json` says, told while typing. */
export const layers = {
  meta: {
    type: "problem",
    schema: [],
    messages: { direction: "{{from}} must not import {{to}} ({{why}}): see scripts/layers.json" },
  },
  create(context) {
    const visit = (node) => {
      check(context, node);
    };
    return {
      ImportDeclaration: visit,
      ImportExpression: visit,
      ExportNamedDeclaration: visit,
      ExportAllDeclaration: visit,
    };
  },
};

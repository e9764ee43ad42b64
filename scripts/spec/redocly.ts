import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Json, JsonObject } from "../generate/json.js";
import { isObject } from "../generate/json.js";
import type { ComparableOperation, Content } from "./comparable.js";
import { OURS } from "./plain-schema.js";
import type { Common } from "./structure.js";

/** One modification as `redocly diff` reports it. */
export interface Modification {
  /** Index into the pairs that were compared. */
  readonly pair: number;
  /** What follows the operation in its JSON Pointer. */
  readonly pointer: readonly string[];
  readonly kind: "added" | "removed" | "modified";
  /** The keyword that was modified; of what was added or removed, its own key. */
  readonly keyword: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** Redocly's own verdict. */
  readonly isMajor: boolean;
}

/** What parameters are passed off as: Redocly pairs the entries of a list by chance, and fields by name. */
export const PARAMETERS = "parameters";

const run = promisify(execFile);
const MAX_REPORT_BYTES = 256 * 1024 * 1024;

interface Report {
  readonly changes: readonly {
    readonly path: string;
    readonly kind: Modification["kind"];
    readonly property?: string;
    readonly impact: string;
    readonly base?: { readonly value?: Json };
    readonly revision?: { readonly value?: Json };
  }[];
}

/** Compares what is in both versions of each operation with `redocly diff`. */
export async function modificationsOf(pairs: readonly Common[]): Promise<Modification[]> {
  const folder = await mkdtemp(join(tmpdir(), "khipu-diff-"));
  try {
    const [base, revision] = [join(folder, "base.json"), join(folder, "revision.json")];
    await writeFile(base, JSON.stringify(documentOf(pairs, ({ ours }) => ours)));
    await writeFile(revision, JSON.stringify(documentOf(pairs, ({ theirs }) => theirs)));
    const report = await diff(base, revision, folder);
    return report.changes.flatMap((change) => {
      const [, under, path = "", , ...pointer] = change.path.split("/").map(unescaped);
      if (under !== "paths" && under !== "webhooks") return [];
      return {
        ...{ pair: Number(path.replace("/", "")), pointer, kind: change.kind },
        keyword: change.property ?? pointer.at(-1) ?? "",
        before: change.base?.value,
        after: change.revision?.value,
        isMajor: change.impact === "major",
      };
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function diff(base: string, revision: string, cwd: string): Promise<Report> {
  const manifest = createRequire(import.meta.url).resolve("@redocly/cli/package.json");
  const program = join(dirname(manifest), "bin/cli.js");
  const args = [program, "diff", base, revision, "--format", "json", "--fail-on", "none"];
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: "off",
    REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  };
  const { stdout } = await run(process.execPath, args, { cwd, env, maxBuffer: MAX_REPORT_BYTES });
  // Its report's version is pinned with the package.
  return JSON.parse(stdout) as Report;
}

function documentOf(
  pairs: readonly Common[],
  pick: (pair: Common) => ComparableOperation,
): JsonObject {
  const under = (isWebhook: boolean, prefix: string): JsonObject =>
    Object.fromEntries(
      pairs.flatMap((pair, index) =>
        pair.isWebhook === isWebhook
          ? [[`${prefix}${index}`, { post: operationOf(pair, pick(pair)) }]]
          : [],
      ),
    );
  return {
    openapi: "3.1.0",
    info: { title: "compared", version: "0" },
    paths: under(false, "/"),
    webhooks: under(true, ""),
  };
}

function operationOf({ ours, theirs }: Common, operation: ComparableOperation): JsonObject {
  const { id, parameters, body, isBodyRequired, responses, isDeprecated } = operation;
  // An id that only one has, or that is ours alone, is no difference.
  const hasId = id !== undefined && !ours.isIdOurs && theirs.id !== undefined;
  return {
    ...(hasId && { operationId: id }),
    ...(isDeprecated && { deprecated: true }),
    requestBody: {
      required: isBodyRequired,
      content: { [PARAMETERS]: { schema: bare(parameters) }, ...contentOf(body) },
    },
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, content]) => [
        status,
        { description: "", content: contentOf(content) },
      ]),
    ),
  };
}

function contentOf(content: Content): JsonObject {
  return Object.fromEntries(
    Object.entries(content).map(([type, schema]) => [type, { schema: bare(schema) }]),
  );
}

/** Without our mark, and with values in one order. */
function bare<T extends Json>(node: T): Json {
  if (Array.isArray(node)) return node.map(bare);
  if (!isObject(node)) return node;
  const entries = Object.entries(node).filter(([key]) => key !== OURS);
  return Object.fromEntries(entries.map(([key, value]) => [key, bare(value)]));
}

function unescaped(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

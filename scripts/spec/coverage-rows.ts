import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../generate/json.js";
import type { Spec } from "../specs.js";
import { carriedBy } from "./carried.js";
import type { Carriers } from "./carriers.js";
import { documentOperationFields } from "./document-fields.js";

/** What only the typed client of the document itself has. */
const RAW = "khipu-sdk/raw only";

/** Fields that no type of the facade has under their own name, by document, and where they are instead. */
const ELSEWHERE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "openapi/instant-payments.v2.yaml": {
    // Pages of ways to pay that Khipu has given up.
    "Payment.webpay_url": RAW,
    "Payment.hites_url": RAW,
    "Payment.payme_url": RAW,
    // Its other name.
    "PaymentNotification.notification_api_version": "TokenNotification.api_version",
  },
};

/** What carries one operation. */
export interface OperationRow {
  readonly id: string;
  readonly request: string;
  readonly methods: readonly string[];
}

/** What carries the fields of one schema, or the parameters of one operation. */
export interface FieldRows {
  readonly owner: string;
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** How much of a document the facade carries. */
export interface Coverage {
  readonly operations: readonly OperationRow[];
  readonly owners: readonly FieldRows[];
  /** What nothing carries, in sentences. */
  readonly problems: readonly string[];
}

/** Finds what of the facade carries each operation and field of a document with its corrections. */
export function coverageOf(spec: Spec, root: string, carriers: Carriers): Coverage {
  const text = readFileSync(join(root, spec.generated, "openapi.json"), "utf8");
  const document = JSON.parse(text) as JsonObject;
  const operations: OperationRow[] = [];
  const owners = new Map<string, Map<string, Set<string>>>();
  const problems: string[] = [];
  for (const { id, request, isRawOnly, fields } of documentOperationFields(document)) {
    const carrier = carriers.of(spec, id);
    operations.push({ id, request, methods: carrier?.methods ?? (isRawOnly ? [RAW] : []) });
    if (carrier === undefined && !isRawOnly) {
      problems.push(`${spec.document}: nothing carries the operation ${id}`);
    }
    for (const { owner, name, place, isRawOnly: isAlone = isRawOnly } of fields) {
      const rows = owners.get(owner) ?? new Map<string, Set<string>>();
      const carried = rows.get(name) ?? new Set();
      const by =
        ELSEWHERE[spec.document]?.[`${owner}.${name}`] ??
        (carrier && carriedBy(carriers.types, carrier, place)) ??
        (isAlone || isRawOnly ? RAW : undefined);
      if (by !== undefined) carried.add(by);
      owners.set(owner, rows.set(name, carried));
    }
  }
  for (const [owner, rows] of owners) {
    for (const [name, carried] of rows) {
      if (carried.size === 0) problems.push(`${spec.document}: nothing carries ${owner}.${name}`);
    }
  }
  return {
    operations,
    owners: [...owners].map(([owner, fields]) => ({ owner, fields })),
    problems,
  };
}

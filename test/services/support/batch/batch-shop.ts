import type { BatchProbe } from "../../../../src/stores/conformance.js";
import type { BatchStore } from "../../../../src/stores/types.js";

/** A shop whose orders are in a database that commits in batches, on an engine of its own. */
export interface BatchShop<Write = unknown> {
  readonly store: BatchStore<readonly Write[]>;
  readonly probe: BatchProbe<Write>;
  /** The store on a connection whose answers are not what the driver's are. */
  unreadable(): BatchStore<readonly Write[]>;
  /** Whether the store tells its own mark from another's. */
  readonly knowsItsMark: boolean;
  /** The store on a connection that loses the answer of the batch it is sent, which is committed. */
  losingAnswers(): BatchStore<readonly Write[]>;
  close(): Promise<unknown>;
}

/** The shops by name. */
export const batchShops = {
  libsql: async () => (await import("./libsql-shop.js")).openLibsqlShop(),
  "DynamoDB, emulated": async () => (await import("./dynamodb-shop.js")).openDynamodbShop(),
  "Neon over HTTP": async () => (await import("./neon-shop.js")).openNeonShop(),
} satisfies Record<string, () => Promise<BatchShop>>;

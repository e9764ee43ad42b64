import type { Khipu } from "khipu-sdk";
import type { SettlementStore } from "khipu-sdk/stores/sqlite";
import type { Config } from "./config.js";
import type { Db } from "./database.js";
import type { Payments } from "./payments.js";
import type { Refunds } from "./refunds.js";
import type { Settlement } from "./settlement.js";

/** What the parts of a running shop are given. */
export interface Context {
  readonly config: Config;
  /** How browsers reach the shop. */
  readonly publicUrl: string;
  readonly database: Db;
  readonly khipu: Khipu;
  /** Remembers what is settled, on a connection that nothing else writes on. */
  readonly store: SettlementStore<Db>;
  readonly settlement: Settlement;
  readonly payments: Payments;
  readonly refunds: Refunds;
  /** The script of the shop's pages. */
  readonly script: string;
  /** Told of what failed and was dealt with. Nothing in the errors of khipu-sdk is secret. */
  readonly log: (error: unknown) => void;
  /** Aborts when the shop closes. */
  readonly closing: AbortSignal;
}

import { expect, test } from "@jest/globals";
import { join } from "node:path";
import { entryPoints } from "../scripts/entries.js";
import { ROOT } from "../scripts/specs.js";

/** What exists at run time behind each import. A difference is a decision: it belongs in CHANGELOG.md. */
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  ".": [
    "Khipu",
    "KhipuApiError",
    "KhipuConnectionError",
    "KhipuError",
    "KhipuMismatchError",
    "KhipuNotificationError",
    "KhipuStateError",
    "KhipuTimeoutError",
    "assertSettles",
    "formatAmount",
    "formatRut",
    "isKhipuError",
    "isPaid",
    "moneyReturned",
    "parseRut",
    "paymentState",
    "predictionResult",
    "reconcilePayments",
    "refundState",
    "sameAmount",
    "sameRut",
    "waitForReturn",
  ],
  "./browser": ["KhipuBrowserError", "openPayment", "watchOrder"],
  "./openpay": [
    "Openpay",
    "assertChargeSettles",
    "chargeState",
    "isChargePaid",
    "openpayErrorOf",
    "openpayHandler",
    "parseOpenpayEvent",
    "settleCharge",
  ],
  "./raw": [
    "createAutomaticPaymentsClient",
    "createInstantPaymentsClient",
    "createInstantPaymentsV2Client",
    "createOpenpayClient",
  ],
  "./simulator": ["SimulatorError", "startSimulator"],
  "./stores/conformance": ["storeChecks", "testStoreConformance"],
  "./stores/drizzle": ["drizzleStore"],
  "./stores/knex": ["knexStore"],
  "./stores/kysely": ["kyselyStore"],
  "./stores/memory": ["memoryStore"],
  "./stores/postgres": ["migratePostgres", "postgresMigration", "postgresStore"],
  "./stores/redis": ["redisStore"],
  "./stores/sqlite": ["migrateSqlite", "sqliteMigration", "sqliteStore"],
  "./stores/transaction": ["transactionStore"],
  "./v2": ["KhipuV2", "parseTokenNotification", "tokenNotificationHandler"],
  "./webhooks": [
    "chargeFailureHandler",
    "confirmingHandler",
    "fastifyPlugin",
    "lambdaHandler",
    "nodeHandler",
    "nodeStatusHandler",
    "parseChargeFailure",
    "parseNotification",
    "parseSubscriptionCallback",
    "signNotification",
    "statusHandler",
    "subscriptionHandler",
    "verifyNotification",
    "webhookHandler",
  ],
};

test("the entry points are the listed ones", () => {
  expect(
    entryPoints()
      .map(({ subpath }) => subpath)
      .sort(),
  ).toEqual(Object.keys(EXPORTS).sort());
});

test.each(entryPoints())("$subpath exports what is listed, and nothing else", async (entry) => {
  const module = (await import(join(ROOT, entry.source))) as object;

  expect(Object.keys(module).sort()).toEqual(EXPORTS[entry.subpath]);
});

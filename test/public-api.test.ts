import { expect, test } from "@jest/globals";
import { join } from "node:path";
import { entryPoints } from "../scripts/entries.js";
import { ROOT } from "../scripts/specs.js";

/** What exists at run time behind each import. A difference is a decision: it belongs in CHANGELOG.md. */
const EXPORTS: Readonly<Record<string, readonly string[]>> = {
  "khipu-sdk": [
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
  "khipu-sdk/browser": ["KhipuBrowserError", "mobileResult", "openPayment", "watchOrder"],
  "khipu-sdk/diagnostics-channel": ["khipuChannels"],
  "khipu-sdk/openpay": [
    "Openpay",
    "assertChargeSettles",
    "chargeState",
    "isChargePaid",
    "openpayErrorOf",
    "openpayHandler",
    "parseOpenpayEvent",
    "settleCharge",
  ],
  "khipu-sdk/opentelemetry": ["khipuTelemetry"],
  "khipu-sdk/raw": [
    "createAutomaticPaymentsClient",
    "createInstantPaymentsClient",
    "createInstantPaymentsV2Client",
    "createOpenpayClient",
  ],
  "khipu-sdk/stores/conformance": [
    "batchStoreChecks",
    "storeChecks",
    "testBatchStoreConformance",
    "testStoreConformance",
  ],
  "khipu-sdk/stores/d1": ["d1Store", "sqliteMigration"],
  "khipu-sdk/stores/drizzle": ["drizzleStore"],
  "khipu-sdk/stores/dynamodb": ["dynamodbStore", "dynamodbTable"],
  "khipu-sdk/stores/knex": ["knexStore"],
  "khipu-sdk/stores/kysely": ["kyselyStore"],
  "khipu-sdk/stores/libsql": ["libsqlStore", "sqliteMigration"],
  "khipu-sdk/stores/memory": ["memoryStore"],
  "khipu-sdk/stores/mikro-orm": ["mikroOrmStore"],
  "khipu-sdk/stores/mysql": ["migrateMysql", "mysqlMigration", "mysqlStore"],
  "khipu-sdk/stores/neon-http": ["neonHttpStore", "postgresMigration"],
  "khipu-sdk/stores/postgres": ["migratePostgres", "postgresMigration", "postgresStore"],
  "khipu-sdk/stores/postgres-js": ["postgresJsStore"],
  "khipu-sdk/stores/prisma": ["prismaStore"],
  "khipu-sdk/stores/redis": ["redisStore"],
  "khipu-sdk/stores/sequelize": ["sequelizeStore"],
  "khipu-sdk/stores/sqlite": ["migrateSqlite", "sqliteMigration", "sqliteStore"],
  "khipu-sdk/stores/transaction": ["transactionStore"],
  "khipu-sdk/stores/typeorm": ["typeormStore"],
  "khipu-sdk/v2": ["KhipuV2", "parseTokenNotification", "tokenNotificationHandler"],
  "khipu-sdk/webhooks": [
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
  "khipu-simulator": ["SimulatorError", "startSimulator"],
};

test("the entry points are the listed ones", () => {
  expect(
    entryPoints()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(EXPORTS).sort());
});

test.each(entryPoints())("$name exports what is listed, and nothing else", async (entry) => {
  const module = (await import(join(ROOT, entry.source))) as object;

  expect(Object.keys(module).sort()).toEqual(EXPORTS[entry.name]);
});

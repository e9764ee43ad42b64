import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, type InStatement } from "@libsql/client";
import { libsqlStore, sqliteMigration } from "../../../../src/stores/libsql.js";
import type { BatchShop } from "./batch-shop.js";

type Write = InStatement | [string, string[]];

/** A shop on a file of libsql. */
export async function openLibsqlShop(): Promise<BatchShop<Write>> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-libsql-"));
  const client = createClient({ url: `file:${join(folder, "shop.db")}` });
  await client.execute(sqliteMigration());
  await client.execute("CREATE TABLE deliveries (id TEXT PRIMARY KEY, value TEXT NOT NULL)");
  const sql = "INSERT INTO deliveries (id, value) VALUES (?, ?)";
  return {
    store: libsqlStore<Write>(client),
    probe: {
      write: (value) => ({ sql, args: [randomUUID(), value] }),
      failing: () => ["INSERT INTO deliveries (id) VALUES (?)", [randomUUID()]],
      async count(value) {
        const args = [value];
        const counting = "SELECT count(*) AS count FROM deliveries WHERE value = ?";
        const { rows } = await client.execute({ sql: counting, args });
        return Number(rows[0]?.["count"]);
      },
      ends: ["COMMIT", "ROLLBACK", "end transaction", "SELECT 1; COMMIT", ["/**/ commit", []]],
    },
    knowsItsMark: true,
    unreadable: () => libsqlStore(changed(client, () => ({ rows: [{ khipuKey: "renamed" }] }))),
    losingAnswers: () =>
      libsqlStore(
        changed(client, (answer) => {
          if (Array.isArray(answer)) throw new Error("the answer was lost");
          return answer;
        }),
      ),
    close() {
      client.close();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  };
}

/** A client whose answers are changed on their way. */
function changed(client: Client, change: (answer: unknown) => unknown) {
  return {
    execute: async (statement: InStatement) => change(await client.execute(statement)),
    batch: async (statements: Write[], mode: "write") =>
      change(await client.batch(statements, mode)),
  };
}

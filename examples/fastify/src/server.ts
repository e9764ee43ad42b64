import { Khipu } from "khipu-sdk";
import { migrateSqlite, sqliteStore } from "khipu-sdk/stores/sqlite";
import { buildApp } from "./app.js";
import { readConfig } from "./config.js";
import { openDatabase } from "./orders.js";

const config = readConfig(process.env);
const database = openDatabase(config.databaseFile);
// A second connection, so that what the pages write never lands in a settlement's transaction.
const settling = openDatabase(config.databaseFile);
migrateSqlite(settling);

const app = buildApp({
  config,
  database,
  khipu: new Khipu({
    apiKey: config.apiKey,
    ...(config.khipuUrl !== undefined && { baseUrl: config.khipuUrl }),
  }),
  store: sqliteStore(settling),
});
await app.listen({ port: config.port, host: "127.0.0.1" });
console.log(`the shop is at ${config.publicUrl}`);

import { serve } from "@hono/node-server";
import { drizzle } from "drizzle-orm/node-postgres";
import { Khipu } from "khipu-sdk";
import { drizzleStore } from "khipu-sdk/stores/drizzle";
import pg from "pg";
import { buildApp } from "./app.js";
import { readConfig } from "./config.js";

const config = readConfig(process.env);
const pool = new pg.Pool({ connectionString: config.databaseUrl });
// A connection that breaks while nobody uses it is replaced; unheard, it would end the process.
pool.on("error", console.error);
const db = drizzle(pool);

const app = buildApp({
  config,
  db,
  khipu: new Khipu({
    apiKey: config.apiKey,
    ...(config.khipuUrl !== undefined && { baseUrl: config.khipuUrl }),
  }),
  store: drizzleStore(db),
});
serve({ fetch: app.fetch, port: config.port, hostname: "127.0.0.1" }, () => {
  console.log(`the shop is at ${config.publicUrl}`);
});

/**
 * Settlements a second on a PostgreSQL of its own, `postgresStore` beside the `insert … on conflict` that people write:
 *
 *   npm run bench:settle                              1, 2 and 4 processes, on an empty table and on a million rows
 *   npm run bench:settle -- --rows 20000000           so many rows in both tables; a list, from few to many
 *   npm run bench:settle -- --processes 4 --in-flight 8 --seconds 5 --rounds 3
 *   npm run bench:settle -- --fsync off               without waiting for the disk: what the code itself costs
 *
 * Figures mean something beside each other, and on a machine that does nothing else.
 */
import { buildProcess } from "./services/build-process.js";
import { installDrivers, SERVICES } from "./services/drivers.js";
import { runWith, startPostgres } from "./services.js";

const args = process.argv.slice(2);
const at = args.indexOf("--fsync");
const [, fsync = "on"] = at < 0 ? [] : args.splice(at, 2);

installDrivers();
// As large as a small server has it; the log's files are not to be the limit of a few minutes.
const postgres = await startPostgres({ fsync, shared_buffers: "1GB", max_wal_size: "4GB" });
try {
  const settler = await buildProcess("bench/settler.ts");
  const env = { KHIPU_TEST_POSTGRES_URL: postgres.url, KHIPU_BENCH_SETTLER: settler };
  const program = ["--import", "tsx", "--no-warnings", "bench/settle.ts"];
  process.exitCode = await runWith(env, process.execPath, [...program, ...args], SERVICES);
} finally {
  await postgres.stop();
}

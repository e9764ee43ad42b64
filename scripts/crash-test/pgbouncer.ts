import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Any: it names the socket in the folder, nothing listens on it. */
const PORT = 6432;
const READY_MS = 10_000;

/**
 * Puts a PgBouncer in transaction mode before a PostgreSQL while `use` runs, and hands on its address.
 *
 * Fewer connections lead to the server than to PgBouncer, so that transactions of many processes share them.
 *
 * @param postgresUrl - as `scripts/services.ts` gives it, with the folder of the server's socket.
 */
export async function withPgBouncer<T>(
  postgresUrl: string,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-pgbouncer-"));
  const bouncer = start(folder, new URL(postgresUrl).searchParams.get("host") ?? "");
  const exited = once(bouncer, "exit");
  try {
    await untilListening(folder, bouncer);
    return await use(`postgresql://postgres@localhost:${PORT}/postgres?host=${folder}`);
  } finally {
    bouncer.kill("SIGKILL");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(folder: string, server: string): ChildProcess {
  const settings = {
    listen_addr: "",
    listen_port: PORT,
    unix_socket_dir: folder,
    auth_type: "any",
    pool_mode: "transaction",
    default_pool_size: 12,
    max_client_conn: 500,
    // What a killed process leaves is dropped with its connection.
    server_idle_timeout: 5,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const file = join(folder, "pgbouncer.ini");
  const database = `postgres = host=${server} dbname=postgres user=postgres`;
  writeFileSync(file, ["[databases]", database, "[pgbouncer]", ...lines, ""].join("\n"));
  return spawn("pgbouncer", ["--quiet", file], { ...unprivileged(folder), stdio: "ignore" });
}

/** PgBouncer refuses to be run by root. */
function unprivileged(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ["-u", "-g"].map((flag) => Number(execFileSync("id", [flag, "postgres"])));
  if (uid === undefined || gid === undefined) return {};
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function untilListening(folder: string, bouncer: ChildProcess): Promise<void> {
  let problem = "it did not listen";
  bouncer.once("error", ({ message }) => (problem = message));
  const giveUpAt = Date.now() + READY_MS;
  while (!existsSync(join(folder, `.s.PGSQL.${PORT}`))) {
    if (bouncer.exitCode !== null) problem = `it ended with ${bouncer.exitCode}`;
    const isOver = bouncer.exitCode !== null || problem !== "it did not listen";
    if (isOver || Date.now() > giveUpAt) {
      throw new Error(`PgBouncer: ${problem}. Is it installed? apt-get install pgbouncer`);
    }
    await sleep(20);
  }
}

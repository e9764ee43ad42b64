/**
 * Starts a PostgreSQL, a MariaDB and a Redis of one's own, from Debian's packages, in a temporary folder.
 *
 *   tsx scripts/services.ts npm test     runs the command with their addresses in the environment, and stops them
 *   tsx scripts/services.ts              prints the addresses, and stops them at Ctrl-C
 *
 * They listen on sockets in the folder only, and are stopped by the ids of the processes that were started.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startMariaDb } from "./services/mariadb.js";
import {
  installed,
  newFolder,
  type Service,
  service,
  spawnIn,
  unprivileged,
  type User,
} from "./services/server.js";

/**
 * Starts a PostgreSQL with an empty database.
 *
 * @param own - settings of the server's beside, or instead of, those for tests.
 */
export async function startPostgres(own: Readonly<Record<string, string>> = {}): Promise<Service> {
  const user = unprivileged();
  const folder = newFolder("khipu-postgres-", user);
  const data = join(folder, "data");
  const initialise = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"];
  installed(() =>
    execFileSync(postgresProgram("initdb"), initialise, { ...user, stdio: "pipe", cwd: folder }),
  );
  const settings = { listen_addresses: "", unix_socket_directories: folder, fsync: "off" };
  const flags = Object.entries({ ...settings, max_connections: "200", ...own });
  const args = ["-D", data, ...flags.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const start = (): ChildProcess => spawnIn(folder, postgresProgram("postgres"), args, user);
  // The start-up packet of a connection is answered, if only with a refusal, once the server accepts any.
  const ready = (): Promise<boolean> => postgresIsReady(folder, user);
  const url = `postgresql://postgres@localhost/postgres?host=${folder}`;
  return service({ url, folder, start, ready, gracefully: "SIGINT" });
}

/** Starts a Redis that keeps nothing on disk. */
export async function startRedis(): Promise<Service> {
  const user = unprivileged();
  const folder = newFolder("khipu-redis-", user);
  const socket = join(folder, "redis.sock");
  const args = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"];
  const start = (): ChildProcess => spawnIn(folder, "redis-server", args, user);
  return service({
    url: socket,
    folder,
    start,
    ready: () => redisAnswers(socket),
    gracefully: "SIGTERM",
  });
}

async function postgresIsReady(folder: string, user: User): Promise<boolean> {
  const check = spawn(postgresProgram("pg_isready"), ["-q", "-h", folder], user);
  const [code] = (await once(check, "exit")) as [number | null];
  return code === 0;
}

function redisAnswers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket, () => connection.write("PING\r\n"));
    connection.once("error", () => resolve(false));
    connection.once("data", (answer) => {
      connection.destroy();
      resolve(answer.toString().startsWith("+PONG"));
    });
  });
}

/** Debian keeps PostgreSQL's programs outside the PATH, in a folder for each version. */
function postgresProgram(name: string): string {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a)).at(0);
  return newest === undefined ? name : join(root, newest, "bin", name);
}

/**
 * Starts the servers, hands their addresses to `use`, and stops them when it ends or the process is interrupted.
 *
 * @param use - is handed the environment variables by which the tests find the servers.
 */
export async function withServices<T>(
  use: (addresses: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  const started: Service[] = [];
  try {
    const postgres = await startPostgres();
    started.push(postgres);
    const mariadb = await startMariaDb();
    started.push(mariadb);
    const redis = await startRedis();
    started.push(redis);
    return await use({
      KHIPU_TEST_POSTGRES_URL: postgres.url,
      KHIPU_TEST_MYSQL_SOCKET: mariadb.url,
      KHIPU_TEST_REDIS_SOCKET: redis.url,
    });
  } finally {
    await Promise.all(started.map((server) => server.stop()));
  }
}

/** Runs a command to its end, also when this process is interrupted, and resolves to its exit code. */
export async function runWith(
  env: Readonly<Record<string, string>>,
  command: string,
  args: readonly string[],
  cwd = process.cwd(),
): Promise<number> {
  const options = { cwd, env: { ...process.env, ...env }, stdio: "inherit" } as const;
  const child = spawn(command, [...args], options);
  const pass = (signal: NodeJS.Signals): unknown => child.kill(signal);
  process.once("SIGINT", pass).once("SIGTERM", pass);
  const [code] = (await once(child, "exit")) as [number | null];
  process.off("SIGINT", pass).off("SIGTERM", pass);
  return code ?? 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [command, ...args] = process.argv.slice(2);
  process.exitCode = await withServices(async (addresses) => {
    if (command !== undefined) return runWith(addresses, command, args);
    for (const [name, value] of Object.entries(addresses)) console.log(`export ${name}='${value}'`);
    // A listener for a signal does not keep a process alive.
    const alive = setInterval(() => undefined, 60_000);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    clearInterval(alive);
    return 0;
  });
}

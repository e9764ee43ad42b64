/**
 * Starts a PostgreSQL and a Redis of one's own, from Debian's packages, in a temporary folder.
 *
 *   tsx scripts/services.ts npm test     runs the command with their addresses in the environment, and stops them
 *   tsx scripts/services.ts              prints the addresses, and stops them at Ctrl-C
 *
 * They listen on sockets in the folder only, and are stopped by the ids of the processes that were started.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const INSTALL =
  "apt-get update && apt-get install -y --no-install-recommends postgresql redis-server";
const READY_MS = 30_000;

/** A server that this script has started. */
export interface Service {
  readonly url: string;
  /** Ends it at once, as a power cut would, and starts it again on the same data. */
  crashAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Who runs the servers: PostgreSQL refuses to be run by root. */
interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** Starts a PostgreSQL with an empty database. */
export async function startPostgres(): Promise<Service> {
  const user = unprivileged();
  const folder = newFolder("khipu-postgres-", user);
  const data = join(folder, "data");
  const initialise = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"];
  installed(() =>
    execFileSync(postgresProgram("initdb"), initialise, { ...user, stdio: "pipe", cwd: folder }),
  );
  const settings = { listen_addresses: "", unix_socket_directories: folder, fsync: "off" };
  const flags = Object.entries({ ...settings, max_connections: "200" });
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

interface Plan {
  readonly url: string;
  readonly folder: string;
  readonly gracefully: NodeJS.Signals;
  readonly start: () => ChildProcess;
  readonly ready: () => Promise<boolean>;
}

async function service({ url, folder, gracefully, start, ready }: Plan): Promise<Service> {
  let server = start();
  await until(server, ready);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const exited = once(server, "exit");
    if (server.exitCode === null && server.kill(signal)) await exited;
  };
  return {
    url,
    async crashAndRestart() {
      // PostgreSQL's children end with it on SIGQUIT; SIGKILL would leave them.
      await end("SIGQUIT");
      server = start();
      await until(server, ready);
    },
    async stop() {
      await end(gracefully);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function until(server: ChildProcess, ready: () => Promise<boolean>): Promise<void> {
  const complaints: string[] = [];
  server.stderr?.on("data", (text: Buffer) => complaints.push(text.toString()));
  let problem = "";
  server.once("error", ({ message }) => (problem = message));
  const giveUpAt = Date.now() + READY_MS;
  while (!(await ready())) {
    const ended = problem !== "" || server.exitCode !== null;
    if (ended || Date.now() > giveUpAt) {
      server.kill("SIGKILL");
      throw new Error(
        `${server.spawnfile} did not start: ${problem}${complaints.join("")}\n${INSTALL}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function spawnIn(cwd: string, program: string, args: string[], user: User): ChildProcess {
  return spawn(program, args, { ...user, cwd, stdio: ["ignore", "ignore", "pipe"] });
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

function unprivileged(): User {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"]).toString());
  return installed(() => ({ uid: id("-u"), gid: id("-g") }));
}

/** Says what to install when something of Debian's packages is not there. */
function installed<T>(use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw new Error(`PostgreSQL cannot be set up. Is it installed? ${INSTALL}`, { cause });
  }
}

function newFolder(prefix: string, { uid, gid }: User): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

/**
 * Starts both servers, hands their addresses to `use`, and stops them when it ends or the process is interrupted.
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
    const redis = await startRedis();
    started.push(redis);
    return await use({
      KHIPU_TEST_POSTGRES_URL: postgres.url,
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

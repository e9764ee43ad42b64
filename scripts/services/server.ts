import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const INSTALL =
  "apt-get update && apt-get install -y --no-install-recommends postgresql redis-server mariadb-server";
const READY_MS = 30_000;

/** A server that these scripts have started. */
export interface Service {
  readonly url: string;
  /** Ends it at once, as a power cut would, and starts it again on the same data. */
  crashAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

/** Who runs the servers: PostgreSQL refuses to be run by root. */
export interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** How a server is started, asked and ended. */
export interface Plan {
  readonly url: string;
  readonly folder: string;
  readonly gracefully: NodeJS.Signals;
  readonly start: () => ChildProcess;
  readonly ready: () => Promise<boolean>;
}

/** Starts a server, and resolves once it answers. */
export async function service({ url, folder, gracefully, start, ready }: Plan): Promise<Service> {
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

/** Starts a program whose complaints can be read. */
export function spawnIn(cwd: string, program: string, args: string[], user: User): ChildProcess {
  return spawn(program, args, { ...user, cwd, stdio: ["ignore", "ignore", "pipe"] });
}

/** The user of PostgreSQL's package, where this process is root. */
export function unprivileged(): User {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync("id", [flag, "postgres"]).toString());
  return installed(() => ({ uid: id("-u"), gid: id("-g") }));
}

/** Says what to install when something of Debian's packages is not there. */
export function installed<T>(use: () => T): T {
  try {
    return use();
  } catch (cause) {
    throw new Error(`A server cannot be set up. Is it installed? ${INSTALL}`, { cause });
  }
}

/** A folder of the server's own. */
export function newFolder(prefix: string, { uid, gid }: User): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
  return folder;
}

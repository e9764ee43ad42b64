import { type ChildProcess, execFileSync } from "node:child_process";
import { connect } from "node:net";
import { join } from "node:path";
import { installed, newFolder, type Service, service, spawnIn, unprivileged } from "./server.js";

/** Starts a MariaDB with an empty database `test`, which takes any user without a password on its socket. */
export async function startMariaDb(): Promise<Service> {
  const user = unprivileged();
  const folder = newFolder("khipu-mariadb-", user);
  const socket = join(folder, "mariadb.sock");
  const data = `--datadir=${join(folder, "data")}`;
  installed(() =>
    execFileSync("mariadb-install-db", ["--no-defaults", data, "--skip-test-db"], {
      ...user,
      stdio: "pipe",
      cwd: folder,
    }),
  );
  const settings = [
    ...["--no-defaults", data, `--socket=${socket}`, `--pid-file=${join(folder, "pid")}`],
    ...["--skip-networking", "--skip-grant-tables", "--max-connections=200"],
    // Nothing has to survive a power cut.
    ...["--innodb-flush-log-at-trx-commit=0", "--skip-innodb-doublewrite", "--skip-log-bin"],
  ];
  const start = (): ChildProcess => spawnIn(folder, "mariadbd", settings, user);
  const mariadb = await service({
    url: socket,
    folder,
    start,
    ready: () => greets(socket),
    gracefully: "SIGTERM",
  });
  execFileSync("mariadb", [`--socket=${socket}`, "--execute", "CREATE DATABASE test"]);
  return mariadb;
}

/** The server speaks first. */
function greets(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once("error", () => resolve(false));
    connection.once("data", () => {
      connection.destroy();
      resolve(true);
    });
  });
}

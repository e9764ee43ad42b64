import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The Python that scripts/services/drivers.ts makes. */
const PYTHON = fileURLToPath(
  new URL("../../../../.cache/services/moto/bin/python", import.meta.url),
);
const PROGRAM = fileURLToPath(new URL("dynamodb-server.py", import.meta.url));

/** Starts moto's DynamoDB, an emulator, and resolves once it answers. */
export async function startDynamodb() {
  const child = spawn(PYTHON, [PROGRAM], { stdio: ["ignore", "pipe", "ignore"] });
  const ended = once(child, "exit");
  const neverReady = ended.then(() => {
    throw new Error("moto did not start: scripts/services/drivers.ts installs it");
  });
  const [port] = (await Promise.race([once(child.stdout, "data"), neverReady])) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}`,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

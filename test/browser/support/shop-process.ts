import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { SHOP } from "../../../scripts/shop.js";

/** The example shop with its simulated Khipu, as `npm run example:shop` starts them. */
export interface Shop {
  readonly url: string;
  readonly password: string;
  /** The simulated Khipu. */
  readonly khipuUrl: string;
}

/** A shop that has to be closed. */
export interface ShopProcess extends Shop {
  close(): Promise<void>;
}

/** Starts the program that `npm run example:shop` starts, on a free port. */
export async function startShop(): Promise<ShopProcess> {
  const args = ["--import", "tsx", "src/dev.ts", "--port", "0"];
  const child = spawn(process.execPath, args, { cwd: SHOP, stdio: ["ignore", "pipe", "pipe"] });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const greeting = await greetingOf(child.stdout);
  const [url, password, khipuUrl] = [/Open +(\S+)/, /password (\S+)/, /Khipu +(\S+)/].map(
    (line) => line.exec(greeting)?.[1],
  );
  assert(url && password && khipuUrl, `the shop did not open: ${greeting}${errors}`);
  return {
    ...{ url, password, khipuUrl },
    close: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      assert.deepEqual(await ended, [0, null], `the shop did not end well: ${errors}`);
    },
  };
}

/** What it prints until it is open, or until it ends without having been. */
async function greetingOf(stdout: Readable): Promise<string> {
  let said = "";
  for await (const text of stdout.iterator({ destroyOnReturn: false })) {
    said += String(text);
    if (said.includes("Ctrl+C")) break;
  }
  stdout.resume();
  return said;
}

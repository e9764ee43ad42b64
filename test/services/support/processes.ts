import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ShopName } from "./shops.js";

/** What a process is told to do. */
export interface Order {
  readonly key: string;
  /** How many settlements of the key it begins at once. */
  readonly times: number;
  readonly leaseMs: number;
  /** How long the work goes on after its delivery is written. */
  readonly pauseMs: number;
}

/** How many settlements ended how; failures by their message. */
export type Tally = Record<string, number>;

type Report = { ready: true } | { delivering: string } | { tally: Tally };

/** One process of a shop. */
export interface ShopProcess {
  /** Sends an order, and resolves to what became of it. */
  settle(order: Order): Promise<Tally>;
  /** Sends an order, and resolves when its work is between the delivery and the mark. */
  begin(order: Order): Promise<void>;
  /** SIGKILL: it gets no chance to tidy up. */
  kill(): Promise<void>;
}

/** Starts a process of a shop. */
export async function startProcess(name: ShopName): Promise<ShopProcess> {
  const worker = fileURLToPath(new URL("./worker.ts", import.meta.url));
  const child = fork(worker, [name], { execArgv: ["--import", "tsx", "--no-warnings"] });
  await report(child, (message) => "ready" in message);
  return {
    async settle(order) {
      child.send(order);
      const message = await report(child, (sent) => "tally" in sent);
      return "tally" in message ? message.tally : {};
    },
    async begin(order) {
      child.send(order);
      await report(child, (message) => "delivering" in message && message.delivering === order.key);
    },
    async kill() {
      const exited = once(child, "exit");
      if (child.exitCode === null && child.kill("SIGKILL")) await exited;
    },
  };
}

function report(child: ChildProcess, wanted: (message: Report) => boolean): Promise<Report> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      act();
    };
    const onMessage = (message: Report): void => {
      if (wanted(message)) settle(() => resolve(message));
    };
    const onExit = (code: number | null, signal: string | null): void =>
      settle(() => reject(new Error(`the process ended: ${code ?? signal}`)));
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}

import type { Simulator } from "../../src/simulator/index.js";

/** What a program is told by its environment. */
export type Settings = Readonly<Record<string, string>>;

/** The environment of a shop that is to take the simulator for Khipu, and serves on this port. */
export function settingsFor(simulator: Simulator, port: number): Settings & { PUBLIC_URL: string } {
  return {
    KHIPU_API_KEY: simulator.apiKey,
    KHIPU_WEBHOOK_SECRET: simulator.webhookSecret,
    KHIPU_RECEIVER_ID: String(simulator.receiverId),
    KHIPU_BASE_URL: simulator.url,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
  };
}

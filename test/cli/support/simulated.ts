import { clientOf, createPayment, simulate } from "../../simulator/support/client.js";
import type { Simulator, SimulatorOptions } from "../../../src/simulator/index.js";
import { khipu, type Outcome, type Setting } from "./cli.js";

/** A simulator, and the command line that is pointed at it. */
export interface Simulated {
  readonly simulator: Simulator;
  /** The environment with the simulator's address and key. */
  readonly env: Record<string, string>;
  run(argv: readonly string[], setting?: Setting): Promise<Outcome>;
  /** Creates a payment without the command line, and tells its id. */
  createPayment(fields?: object): Promise<string>;
}

/** Starts a simulator that is closed after the test. */
export async function simulated(options: SimulatorOptions = {}): Promise<Simulated> {
  const simulator = await simulate({ seed: 5, ...options });
  const env = { KHIPU_BASE_URL: simulator.url, KHIPU_API_KEY: simulator.apiKey };
  return {
    simulator,
    env,
    run: (argv, setting = {}) => khipu(argv, { ...setting, env: { ...env, ...setting.env } }),
    createPayment: (fields) => createPayment(clientOf(simulator), fields),
  };
}

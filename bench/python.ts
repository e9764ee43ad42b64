import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pythonWithSdk } from "../scripts/package/python.js";
import { ROOT } from "../scripts/specs.js";
import { Khipu } from "../src/index.js";
import { startSimulator } from "../src/simulator/index.js";

/** Microseconds that one read of a payment takes in Python, bare and by khipu-python-sdk, the least of all rounds. */
export async function measurePythonCalls(rounds: number): Promise<Map<string, number>> {
  const program = join(ROOT, "bench/python-calls.py");
  const said = execFileSync(pythonWithSdk(), [program, String(rounds)], {
    input: await paidPayment(),
    encoding: "utf8",
  });
  return new Map(Object.entries(JSON.parse(said) as Record<string, number>));
}

/** A payment as Khipu answers it: that package reads none that lacks a field. */
async function paidPayment(): Promise<string> {
  const simulator = await startSimulator();
  try {
    const { apiKey, url: baseUrl } = simulator;
    const { payments } = new Khipu({ apiKey, baseUrl });
    const { payment_id } = await payments.create({ amount: 5900, currency: "CLP", subject: "Té" });
    await simulator.pay(payment_id);
    return JSON.stringify(await payments.get(payment_id));
  } finally {
    await simulator.close();
  }
}

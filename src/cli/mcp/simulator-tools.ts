import { z } from "zod";
import { actOnPayment, ACTS } from "../simulator/remote.js";
import { tool } from "./tool.js";

/** What moves a simulator's payments. There are none of these for an account of Khipu's. */
export const SIMULATING = [
  tool({
    name: "simulate_payment",
    description:
      "In the simulator, does what a payer or a bank does to a payment: pay it (its notify_url is notified), reject it, leave it verifying, or let it expire.",
    input: z.strictObject({ payment_id: z.string(), act: z.enum(ACTS) }),
    actsOnSimulator: true,
    run: async ({ account, context }, { payment_id, act }, signal) => {
      const { language } = context;
      // Only where there is a simulator is this tool offered.
      const url = account.simulatorUrl ?? "";
      return { message: await actOnPayment(url, { act, id: payment_id, language }, signal) };
    },
  }),
];

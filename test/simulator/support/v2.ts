import type { Simulator } from "../../../src/simulator/index.js";
import { KhipuV2, type KhipuV2Options } from "../../../src/v2/index.js";

/** Our client of version 2.0 for the simulator's first receiver, or another one; it repeats nothing. */
export function khipuV2Of(
  simulator: Pick<Simulator, "url" | "receiverId" | "webhookSecret">,
  options: Partial<KhipuV2Options> = {},
): KhipuV2 {
  const { url, receiverId, webhookSecret: secret } = simulator;
  return new KhipuV2({ receiverId, secret, baseUrl: `${url}/api/2.0`, maxRetries: 0, ...options });
}

import type { Shop } from "./shop.js";

/** The worker's bindings; see wrangler.jsonc. */
export interface Env {
  /** Khipu's API key of the collecting account: a secret. */
  readonly KHIPU_API_KEY: string;
  /** The secret of the same account, which signs notifications. Not the API key. */
  readonly KHIPU_WEBHOOK_SECRET: string;
  readonly KHIPU_RECEIVER_ID: string;
  /** Where browsers and Khipu reach this worker. */
  readonly PUBLIC_URL: string;
  /** Where Khipu is, if it is not Khipu: the simulator. */
  readonly KHIPU_BASE_URL?: string;
  readonly SHOP: DurableObjectNamespace<Shop>;
}

/** The one object that keeps the shop. Every request of every worker in the world speaks to the same. */
export function shopOf({ SHOP }: Env): DurableObjectStub<Shop> {
  return SHOP.get(SHOP.idFromName("shop"));
}

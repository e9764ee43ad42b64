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
  /** Orders, and what is settled of them. */
  readonly DB: D1Database;
}

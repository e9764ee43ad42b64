/** What the shop is told by its environment; see README.md. */
export interface Config {
  /** Khipu's API key of the collecting account. */
  readonly apiKey: string;
  /** The secret of the same account, which signs notifications. Not the API key. */
  readonly secret: string;
  readonly receiverId: number;
  /** Where browsers and Khipu reach this shop. */
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly port: number;
  /** Where Khipu is, if it is not Khipu: the simulator. */
  readonly khipuUrl: string | undefined;
}

/** @throws Error naming the variable that is missing. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const need = (name: string) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    apiKey: need("KHIPU_API_KEY"),
    secret: need("KHIPU_WEBHOOK_SECRET"),
    receiverId: Number(need("KHIPU_RECEIVER_ID")),
    publicUrl: need("PUBLIC_URL"),
    databaseUrl: need("DATABASE_URL"),
    port: Number(env["PORT"] ?? 3000),
    khipuUrl: env["KHIPU_BASE_URL"],
  };
}

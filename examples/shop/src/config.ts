/** Everything that differs between a laptop and production, in one place. */
export interface Config {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** How browsers reach the shop, without a slash at the end; where it listens when left out. */
  readonly publicUrl?: string;
  /** How Khipu reaches the shop, when that is not `publicUrl`: a tunnel, another host. */
  readonly notifyUrl?: string;
  readonly databaseFile: string;
  readonly khipu: KhipuConfig;
  /** Signs cookies. Whoever knows it can be anybody: 32 random characters or more. */
  readonly sessionSecret: string;
  readonly adminPassword: string;
  /** How long a payer has, from the moment a payment is created. */
  readonly paymentMinutes: number;
  /** How often the shop asks Khipu about payments that it has heard nothing of. */
  readonly reconcileMinutes: number;
  /** How long a refund whose answer was lost is given to show on its payment. */
  readonly refundPatienceMinutes: number;
}

/** The collecting account, and where Khipu is. */
export interface KhipuConfig {
  readonly apiKey: string;
  /** The secret of the collecting account, which signs notifications. It is not the API key. */
  readonly secret: string;
  /** The number of the collecting account: a payment to any other is not ours. */
  readonly receiverId: number;
  /** Another address of the API: the simulator's. */
  readonly baseUrl?: string;
  /** Khipu's script for paying without leaving the shop. */
  readonly scriptUrl: string;
  /** Where payers are sent, and what the script opens: the content security policy lets them in. */
  readonly pageOrigins: readonly string[];
}

/** What goes for Khipu itself, and not for the simulator. */
export const REAL_KHIPU = {
  scriptUrl: "https://js.khipu.com/v1/kws.js",
  pageOrigins: ["https://khipu.com", "https://*.khipu.com"],
};

/** What most shops leave as it is. */
export const DEFAULTS = {
  host: "127.0.0.1",
  port: 3000,
  paymentMinutes: 60,
  reconcileMinutes: 5,
  refundPatienceMinutes: 5,
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from environment variables.
 *
 * @throws Error that names every variable that is missing or makes no sense, so that one look is enough.
 */
export function configFrom(env: Environment): Config {
  const problems: string[] = [];
  const text = (name: string, least = 1): string => {
    const value = env[name]?.trim() ?? "";
    if (value === "") problems.push(`${name} is missing`);
    else if (value.length < least) problems.push(`${name} needs at least ${least} characters`);
    return value;
  };
  const number = (name: string, otherwise?: number): number => {
    const value = env[name] === undefined ? otherwise : Number(env[name]);
    if (Number.isInteger(value)) return Number(value);
    problems.push(`${name} must be a whole number`);
    return 0;
  };
  const config: Config = {
    ...DEFAULTS,
    host: env["HOST"] ?? DEFAULTS.host,
    port: number("PORT", DEFAULTS.port),
    publicUrl: text("PUBLIC_URL").replace(/\/+$/, ""),
    ...(env["NOTIFY_URL"] ? { notifyUrl: env["NOTIFY_URL"] } : {}),
    databaseFile: env["DATABASE_FILE"] ?? "shop.db",
    khipu: {
      ...REAL_KHIPU,
      apiKey: text("KHIPU_API_KEY"),
      secret: text("KHIPU_WEBHOOK_SECRET"),
      receiverId: number("KHIPU_RECEIVER_ID"),
    },
    sessionSecret: text("SESSION_SECRET", 32),
    adminPassword: text("ADMIN_PASSWORD", 12),
  };
  if (problems.length > 0) throw new Error(`The shop cannot start:\n- ${problems.join("\n- ")}`);
  return config;
}

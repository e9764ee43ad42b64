import type { Context } from "../context.js";
import { baseUrlOf, findApiKey, findWebhookSecret } from "../credentials.js";
import { isLoopback } from "../doctor/address.js";
import { checkApi } from "../doctor/api.js";
import type { Check, CheckStatus } from "../doctor/check.js";
import { checkApiKey, checkSecret } from "../doctor/credentials.js";
import { asLive, checkLive } from "../doctor/live.js";
import { checkNotifyUrl } from "../doctor/notify-url.js";
import { checkRuntime } from "../doctor/runtime.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { plain, type Style } from "../style.js";

interface Options extends GlobalOptions {
  readonly secretFile?: string;
  readonly notifyUrl?: string;
  readonly live?: boolean;
}

/** Looks at everything that must be right before money comes in, and says what to do about what is not. */
export async function run(context: Context, options: Options): Promise<number> {
  const checks: Check[] = [];
  const progress = context.progress(context.say({ en: "looking", es: "revisando" }));
  try {
    for await (const check of examine(context, options)) {
      context.signal.throwIfAborted();
      checks.push(check);
      show(context, check);
    }
  } finally {
    progress.done();
  }
  const count = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
  const [broken, doubtful] = [count("failed"), count("warning")];
  context.printJson({
    ok: broken === 0,
    checks: checks.map(({ found, remedy, ...check }) => ({
      ...check,
      found: context.say(found),
      ...(remedy && { remedy: context.say(remedy) }),
    })),
  });
  context.print();
  context.print(
    context.say({
      en: `${checks.length} checks, ${broken} failed, ${doubtful} with a warning`,
      es: `${checks.length} revisiones, ${broken} con fallas, ${doubtful} con advertencias`,
    }),
  );
  return broken === 0 ? EXIT.ok : EXIT.failed;
}

async function* examine(context: Context, options: Options): AsyncGenerator<Check> {
  yield* checkRuntime();
  const key = await findApiKey(context, options);
  const secret = await findWebhookSecret(context, options);
  const keyCheck = checkApiKey(key, secret);
  const found = checkSecret(secret, key);
  const secretCheck = options.live ? asLive(found) : found;
  yield keyCheck;
  yield secretCheck;
  const baseUrl = baseUrlOf(context, options);
  // A secret that was taken for a key is not sent to anybody.
  const apiKey = keyCheck.status === "ok" ? key?.value : undefined;
  yield* checkApi(context, { apiKey, baseUrl });
  if (options.live) {
    const receiverId = context.env["KHIPU_RECEIVER_ID"];
    yield* checkLive(context, { apiKey, baseUrl, receiverId, notifyUrl: options.notifyUrl });
  }
  if (options.notifyUrl === undefined) return;
  yield* checkNotifyUrl(context, {
    notifyUrl: options.notifyUrl,
    secret: secretCheck.status === "ok" ? secret?.value : undefined,
    isSimulated: baseUrl !== undefined && URL.canParse(baseUrl) && isLoopback(new URL(baseUrl)),
  });
}

const MARKS: Readonly<Record<CheckStatus, readonly [string, keyof Style]>> = {
  ok: ["✓", "green"],
  warning: ["!", "yellow"],
  failed: ["✗", "red"],
  skipped: ["-", "dim"],
};

function show(context: Context, { status, found, remedy }: Check): void {
  const [mark, colour] = MARKS[status];
  context.print(`${context.style[colour](mark)} ${plain(context.say(found))}`);
  if (remedy) context.print(`  ${context.style.dim("→")} ${context.say(remedy)}`);
}

import { isKhipuError, Khipu } from "../../index.js";
import type { Context } from "../context.js";
import { explain } from "../errors.js";
import { isLoopback } from "./address.js";
import { type Check, failed, ok, skipped } from "./check.js";

const TIMEOUT_MS = 15_000;
/** Khipu's test bank: only accounts in developer mode have it. */
const TEST_BANK_ID = "Bawdf";

/** What the checks before going live are made with. */
export interface LiveSubject {
  readonly apiKey: string | undefined;
  /** `KHIPU_BASE_URL` or `--base-url`; nothing for Khipu itself. */
  readonly baseUrl: string | undefined;
  /** `KHIPU_RECEIVER_ID`. */
  readonly receiverId: string | undefined;
  /** `--notify-url`, which is looked at elsewhere. */
  readonly notifyUrl: string | undefined;
}

/** What only warns while one develops fails where money is to come in. */
export function asLive(check: Check): Check {
  return check.status === "warning" ? { ...check, status: "failed" } : check;
}

/** Looks at what is right while one develops and wrong where real money is to come in. */
export async function* checkLive(context: Context, subject: LiveSubject): AsyncGenerator<Check> {
  const { apiKey, baseUrl, receiverId, notifyUrl } = subject;
  yield checkPlace(baseUrl);
  if (notifyUrl === undefined) yield failed("live-notify-url", NO_WEBHOOK, GIVE_IT);
  if (apiKey === undefined) {
    yield skipped("live-account", "the account was not looked at", "no se revisó la cuenta");
    return;
  }
  const options = { apiKey, timeoutMs: TIMEOUT_MS, ...(baseUrl !== undefined && { baseUrl }) };
  const khipu = new Khipu(options);
  yield await asked(context, "live-account", () => checkAccount(context, khipu));
  yield await asked(context, "live-receiver", () => checkReceiver(context, khipu, receiverId));
}

function checkPlace(baseUrl: string | undefined): Check {
  const id = "live-address";
  if (baseUrl === undefined) {
    return ok(id, "calls go to Khipu itself", "las llamadas van a Khipu mismo");
  }
  const isHere = URL.canParse(baseUrl) && isLoopback(new URL(baseUrl));
  return failed(
    id,
    isHere
      ? { en: "calls go to a simulator", es: "las llamadas van a un simulador" }
      : { en: "calls go to another address", es: "las llamadas van a otra dirección" },
    {
      en: "Remove KHIPU_BASE_URL where the shop runs: without it, calls go to Khipu.",
      es: "Quita KHIPU_BASE_URL donde corre la tienda: sin ella, las llamadas van a Khipu.",
    },
  );
}

async function checkAccount({ signal }: Context, khipu: Khipu): Promise<Check> {
  const id = "live-account";
  const { banks } = await khipu.banks.list({ signal });
  if (banks.some(({ bank_id }) => bank_id === TEST_BANK_ID)) {
    return failed(
      id,
      {
        en: "the key is of an account in developer mode: nobody can pay it with real money",
        es: "la llave es de una cuenta en modo desarrollador: nadie puede pagarle con plata real",
      },
      {
        en: "Set key, secret and id of the real collecting account, all three.",
        es: "Pon la llave, el secreto y el id de la cuenta de cobro real, los tres.",
      },
    );
  }
  return ok(id, `a real account, ${banks.length} banks`, `una cuenta real, ${banks.length} bancos`);
}

async function checkReceiver(
  { signal }: Context,
  khipu: Khipu,
  receiverId: string | undefined,
): Promise<Check> {
  const id = "live-receiver";
  if (!receiverId || !/^\d+$/.test(receiverId)) {
    return failed(
      id,
      {
        en: "KHIPU_RECEIVER_ID is no account's number",
        es: "KHIPU_RECEIVER_ID no es un número de cuenta",
      },
      {
        en: "Set the id of the collecting account: notifications are compared with it, and none would settle an order.",
        es: "Pon el id de la cuenta de cobro: las notificaciones se comparan con él, y ninguna saldaría un pedido.",
      },
    );
  }
  const { paymentMethods } = await khipu.receivers.listPaymentMethods(receiverId, { signal });
  const count = paymentMethods.length;
  return ok(
    id,
    `account ${receiverId}, ${count} ways to pay`,
    `cuenta ${receiverId}, ${count} medios de pago`,
  );
}

/** A refusal is a finding like any other. */
async function asked(context: Context, id: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    context.signal.throwIfAborted();
    if (!isKhipuError(error)) throw error;
    const { message, remedy } = explain(error, context);
    return failed(id, message, remedy ?? REMEDY);
  }
}

const REMEDY = {
  en: "Compare key and id with those of the real account in Khipu's panel.",
  es: "Compara la llave y el id con los de la cuenta real en el panel de Khipu.",
};

const NO_WEBHOOK = { en: "no webhook was looked at", es: "no se revisó ningún webhook" };
const GIVE_IT = {
  en: "Give its public address: --notify-url https://…",
  es: "Indica su dirección pública: --notify-url https://…",
};

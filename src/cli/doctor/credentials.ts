import { type Found, isSendable } from "../credentials.js";
import { type Check, failed, ok, skipped, warning } from "./check.js";

/** What Khipu's panel hands out: keys are UUIDs, secrets are 40 hexadecimal digits. */
const LOOKS_LIKE_KEY = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const LOOKS_LIKE_SECRET = /^[\da-f]{40}$/i;

/** Looks at the API key, without a request. */
export function checkApiKey(key: Found | undefined, secret: Found | undefined): Check {
  const id = "api-key";
  if (!key) {
    return failed(
      id,
      { en: "there is no API key", es: "no hay llave de API" },
      {
        en: "Set KHIPU_API_KEY, or name a file with --api-key-file or KHIPU_API_KEY_FILE. Khipu's panel shows it under the options of your account.",
        es: "Pon KHIPU_API_KEY, o indica un archivo con --api-key-file o KHIPU_API_KEY_FILE. El panel de Khipu la muestra en las opciones de tu cuenta.",
      },
    );
  }
  const { value, source } = key;
  if (!isSendable(value)) return notSendable(id, source);
  if (LOOKS_LIKE_SECRET.test(value) || isTakenFrom(value, secret, LOOKS_LIKE_KEY)) {
    return failed(
      id,
      {
        en: `${source} looks like the secret that signs notifications`,
        es: `${source} parece ser el secreto que firma las notificaciones`,
      },
      {
        en: "They are two different things: put the API key there. If the secret was sent as a key, replace it.",
        es: "Son dos cosas distintas: pon ahí la llave de API. Si el secreto se envió como llave, cámbialo.",
      },
    );
  }
  return ok(id, `API key found (${source})`, `hay llave de API (${source})`);
}

/** Looks at the secret that signs notifications. */
export function checkSecret(secret: Found | undefined, key: Found | undefined): Check {
  const id = "webhook-secret";
  if (!secret) {
    return warning(
      id,
      {
        en: "there is no secret to verify notifications with",
        es: "no hay secreto con que verificar las notificaciones",
      },
      {
        en: "Set KHIPU_WEBHOOK_SECRET, or name a file with --secret-file or KHIPU_WEBHOOK_SECRET_FILE.",
        es: "Pon KHIPU_WEBHOOK_SECRET, o indica un archivo con --secret-file o KHIPU_WEBHOOK_SECRET_FILE.",
      },
    );
  }
  const { value, source } = secret;
  if (!isSendable(value)) return notSendable(id, source);
  if (LOOKS_LIKE_KEY.test(value) || isTakenFrom(value, key, LOOKS_LIKE_SECRET)) {
    return failed(
      id,
      { en: `${source} looks like an API key`, es: `${source} parece ser una llave de API` },
      {
        en: "Notifications are signed with the account's secret, not with the API key.",
        es: "Las notificaciones se firman con el secreto de la cuenta, no con la llave de API.",
      },
    );
  }
  return ok(id, `webhook secret found (${source})`, `hay secreto del webhook (${source})`);
}

/** Of two that are the same, the one that looks right for its place is right, and the other is to blame. */
function isTakenFrom(value: string, other: Found | undefined, looksRight: RegExp): boolean {
  return value === other?.value && !looksRight.test(value);
}

/** Stands for a check that needs a credential that is not there. */
export function needsSecret(id: string): Check {
  return skipped(id, `${id}: needs the webhook secret`, `${id}: falta el secreto del webhook`);
}

function notSendable(id: string, source: string): Check {
  return failed(
    id,
    {
      en: `${source} is empty, or has white space or characters that it cannot have`,
      es: `${source} está vacía, o tiene espacios o caracteres que no puede tener`,
    },
    {
      en: "Copy it again, without quotes or line breaks.",
      es: "Cópiala de nuevo, sin comillas ni saltos de línea.",
    },
  );
}

import { signNotification } from "../../webhooks/index.js";
import type { Context } from "../context.js";
import type { Said } from "../language.js";
import { addressesOf, isLoopback, isPrivate } from "./address.js";
import { type Check, failed, ok, warning } from "./check.js";
import { needsSecret } from "./credentials.js";
import { post, type Posted } from "./post.js";

/** A payment that nobody has: 12 characters, as Khipu's ids have. */
const BODY = JSON.stringify({
  payment_id: "khipudoctor0",
  receiver_id: 0,
  transaction_id: "khipu-doctor",
  subject: "khipu doctor",
  amount: "1.0000",
  currency: "CLP",
  conciliation_date: "2020-01-01T00:00:00.000Z",
});

/** Signs what must be refused. */
const FORGER = "not-the-secret-of-any-account";

/** What the checks of a webhook are made with. */
export interface WebhookSubject {
  readonly notifyUrl: string;
  readonly secret: string | undefined;
  /** Whether the API is a simulator on this machine, which reaches loopback. */
  readonly isSimulated: boolean;
}

/** Looks at a webhook from outside: where it is, and what it says to a forged and to a genuine notification. */
export async function* checkNotifyUrl(
  context: Context,
  { notifyUrl, secret, isSimulated }: WebhookSubject,
): AsyncGenerator<Check> {
  const url = URL.canParse(notifyUrl) ? new URL(notifyUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    yield failed("notify-url", NO_URL, WRITE_IN_FULL);
    return;
  }
  const addresses = await addressesOf(url);
  if (addresses.length === 0) {
    yield failed("notify-url", unknownHost(url.hostname), CHECK_NAME);
    return;
  }
  yield checkPlace(url, addresses, isSimulated);
  const signed = async (by: string) =>
    post(context, notifyUrl, BODY, await signNotification(BODY, { secret: by }));
  const forged = await signed(FORGER);
  yield checkForged(forged);
  if (typeof forged !== "number") return;
  yield secret === undefined
    ? needsSecret("notify-url-genuine")
    : checkGenuine(await signed(secret), forged);
}

function checkPlace(url: URL, addresses: readonly string[], isSimulated: boolean): Check {
  const id = "notify-url";
  const { hostname } = url;
  if (isSimulated && isLoopback(url)) {
    return ok(
      id,
      `${hostname}: for the simulator only`,
      `${hostname}: sólo sirve con el simulador`,
    );
  }
  if (addresses.some(isPrivate)) return failed(id, notPublic(hostname), USE_TUNNEL);
  if (url.protocol === "http:") return failed(id, notEncrypted(hostname), USE_HTTPS);
  return ok(id, `${hostname} is public, with https`, `${hostname} es público, con https`);
}

const NO_URL: Said = { en: "the notify_url is no URL", es: "la notify_url no es una URL" };
const WRITE_IN_FULL: Said = {
  en: "Write it in full, with https://.",
  es: "Escríbela completa, con https://.",
};
const unknownHost = (host: string): Said => ({
  en: `${host} has no address`,
  es: `${host} no tiene dirección`,
});
const CHECK_NAME: Said = {
  en: "Check the name: Khipu must find it.",
  es: "Revisa el nombre: Khipu tiene que encontrarlo.",
};
const notPublic = (host: string): Said => ({
  en: `${host} is this machine or this network: Khipu cannot reach it`,
  es: `${host} es esta máquina o esta red: Khipu no puede llegar`,
});
const USE_TUNNEL: Said = {
  en: "Give a public address; while you develop, use a tunnel or khipu simulator.",
  es: "Usa una dirección pública; mientras desarrollas, un túnel o khipu simulator.",
};
const notEncrypted = (host: string): Said => ({
  en: `${host} is reached without TLS`,
  es: `${host} se alcanza sin TLS`,
});
const USE_HTTPS: Said = {
  en: "Serve it over https: notifications carry the payer's data.",
  es: "Publícala con https: las notificaciones llevan datos del pagador.",
};

function checkForged(answer: Posted): Check {
  const id = "notify-url-forged";
  if (typeof answer === "string") return unreachable(id, answer);
  const said = {
    en: `it answers ${answer} to a forged notification`,
    es: `responde ${answer} a una notificación falsa`,
  };
  if (answer === 404 || answer === 405) {
    return failed(id, said, {
      en: "There is no webhook: check the path, and that it takes POST.",
      es: "Ahí no hay webhook: revisa la ruta, y que acepte POST.",
    });
  }
  if (answer >= 400 && answer < 500) return ok(id, said.en, said.es);
  if (answer >= 300 && answer < 400) return redirects(id, answer);
  if (answer >= 500) {
    return failed(id, said, {
      en: "It should refuse with 400: look at its log. Without KHIPU_WEBHOOK_SECRET on the server it cannot verify anything.",
      es: "Debería rechazar con 400: mira su registro. Sin KHIPU_WEBHOOK_SECRET en el servidor no puede verificar nada.",
    });
  }
  return failed(id, said, {
    en: "It accepts what anybody posts: verify the signature before anything else (verifyNotification, webhookHandler).",
    es: "Acepta lo que envíe cualquiera: verifica la firma antes que nada (verifyNotification, webhookHandler).",
  });
}

function checkGenuine(answer: Posted, forged: number): Check {
  const id = "notify-url-genuine";
  if (typeof answer === "string") return unreachable(id, answer);
  const said = {
    en: `it answers ${answer} to a signed notification of an unknown payment`,
    es: `responde ${answer} a una notificación firmada de un cobro desconocido`,
  };
  if (answer >= 500) {
    return failed(id, said, {
      en: "It fails for a payment that it does not know, and Khipu would send it again for two days: look at its log.",
      es: "Falla con un cobro que no conoce, y Khipu lo reenviaría por dos días: mira su registro.",
    });
  }
  if (answer >= 300 && answer < 400) return redirects(id, answer);
  if (answer === forged && checkForged(forged).status === "ok") {
    return warning(
      id,
      { en: `${said.en}, as to a forged one`, es: `${said.es}, igual que a una falsa` },
      {
        en: "It may hold another secret than the one here: compare them.",
        es: "Puede tener otro secreto que el de aquí: compáralos.",
      },
    );
  }
  return ok(id, said.en, said.es);
}

function redirects(id: string, status: number): Check {
  return failed(
    id,
    { en: `it redirects (${status})`, es: `redirige (${status})` },
    {
      en: "Give the address where it ends: a notification is not sent on. Often it is a missing slash, www, or a login.",
      es: "Usa la dirección final: una notificación no sigue redirecciones. Suele ser una barra que falta, www o un inicio de sesión.",
    },
  );
}

function unreachable(id: string, problem: string): Check {
  return failed(
    id,
    { en: `it does not answer (${problem})`, es: `no responde (${problem})` },
    {
      en: "Check that it runs, that its certificate is valid, and that a firewall lets POST through.",
      es: "Revisa que esté corriendo, que su certificado sea válido y que un firewall deje pasar POST.",
    },
  );
}

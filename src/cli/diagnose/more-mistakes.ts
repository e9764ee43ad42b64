import { HEADER_MISTAKES, PLAIN_SECRET, RAW, READ_AGAIN, SIGNED_MISTAKES } from "./mistakes.js";
import type { Mistake } from "./mistakes.js";

/** Mistakes of the body. */
const BODY = {
  "body-reserialised": {
    problem: {
      en: "the body was parsed and serialised again",
      es: "el cuerpo se interpretó y se volvió a serializar",
    },
    remedy: RAW,
  },
  "body-stringified-twice": {
    problem: {
      en: "the body is a JSON text inside a JSON text",
      es: "el cuerpo es un texto JSON dentro de otro texto JSON",
    },
    remedy: RAW,
  },
  "body-newline-added": {
    problem: {
      en: "the body has gained a line break or spaces at its ends",
      es: "el cuerpo ganó un salto de línea o espacios en los extremos",
    },
    remedy: {
      en: "An editor, echo or heredoc adds it: save the bytes as they came (printf %s, curl --data-binary).",
      es: "Lo agrega un editor, echo o un heredoc: guarda los bytes tal como llegaron (printf %s, curl --data-binary).",
    },
  },
  "body-newline-lost": {
    problem: {
      en: "the body has lost the line break at its end",
      es: "el cuerpo perdió el salto de línea del final",
    },
    remedy: {
      en: "Do not trim it; curl --data drops line breaks, --data-binary keeps them.",
      es: "No lo recortes; curl --data quita los saltos de línea, --data-binary los conserva.",
    },
  },
  "body-line-breaks": {
    problem: {
      en: "the body's line breaks were changed (CRLF and LF)",
      es: "cambiaron los saltos de línea del cuerpo (CRLF y LF)",
    },
    remedy: {
      en: "Keep it from git's autocrlf and from text mode: it is bytes.",
      es: "Guárdalo del autocrlf de git y del modo texto: son bytes.",
    },
  },
  "body-bom": {
    problem: {
      en: "the body begins with a byte order mark",
      es: "el cuerpo empieza con una marca de orden de bytes (BOM)",
    },
    remedy: {
      en: "Save it as UTF-8 without BOM.",
      es: "Guárdalo como UTF-8 sin BOM.",
    },
  },
  "body-encoding": {
    problem: {
      en: "the body's letters were encoded again (UTF-8, Latin-1 or UTF-16)",
      es: "las letras del cuerpo se recodificaron (UTF-8, Latin-1 o UTF-16)",
    },
    remedy: RAW,
  },
  "body-base64": {
    problem: { en: "the body is base64", es: "el cuerpo está en base64" },
    remedy: {
      en: "Decode it first where isBase64Encoded is true; lambdaHandler does.",
      es: "Decodifícalo primero donde isBase64Encoded sea true; lambdaHandler lo hace.",
    },
  },
  "body-empty": {
    problem: { en: "the body is empty", es: "el cuerpo está vacío" },
    remedy: {
      en: "Something read it before: put the webhook's route above every body parser.",
      es: "Algo lo leyó antes: pon la ruta del webhook antes de todo body parser.",
    },
  },
  "body-object": {
    problem: {
      en: "the body is [object Object]: a parsed body as text",
      es: "el cuerpo es [object Object]: un cuerpo interpretado, pasado a texto",
    },
    remedy: RAW,
  },
  "body-letters-lost": {
    problem: {
      en: "letters of the body were replaced by U+FFFD, so its bytes are gone",
      es: "letras del cuerpo fueron reemplazadas por U+FFFD, así que sus bytes se perdieron",
    },
    remedy: RAW,
  },
  "body-cut": {
    problem: {
      en: "the saved body is shorter than its Content-Length",
      es: "el cuerpo guardado es más corto que su Content-Length",
    },
    remedy: {
      en: "Save the whole request; some logs keep the beginning only.",
      es: "Guarda la solicitud completa; algunos logs conservan solo el comienzo.",
    },
  },
  "not-a-notification": {
    problem: {
      en: "it is signed, but is no payment notification",
      es: "está firmado, pero no es una notificación de pago",
    },
    remedy: {
      en: "A notification of version 3.0 is a JSON object with a payment_id.",
      es: "Una notificación de la versión 3.0 es un objeto JSON con payment_id.",
    },
  },
} as const satisfies Record<string, Mistake>;

/** Mistakes of the secret. */
const SECRET = {
  "secret-spaces": {
    problem: {
      en: "the secret has white space around it",
      es: "el secreto tiene espacios o saltos de línea alrededor",
    },
    remedy: PLAIN_SECRET,
  },
  "secret-quotes": {
    problem: { en: "the secret has quotes around it", es: "el secreto tiene comillas alrededor" },
    remedy: PLAIN_SECRET,
  },
  "secret-named": {
    problem: {
      en: "the secret includes the name of its variable",
      es: "el secreto incluye el nombre de su variable",
    },
    remedy: PLAIN_SECRET,
  },
  "secret-case": {
    problem: {
      en: "the secret's letters are in the other case",
      es: "las letras del secreto están en la otra caja (mayúsculas o minúsculas)",
    },
    remedy: PLAIN_SECRET,
  },
  "secret-decoded": {
    problem: {
      en: "the secret was decoded from hex before it was used",
      es: "el secreto se decodificó desde hex antes de usarlo",
    },
    remedy: PLAIN_SECRET,
  },
  "secret-is-api-key": {
    problem: {
      en: "the API key is used as the secret",
      es: "se usa la llave de API como secreto",
    },
    remedy: {
      en: "Take the secret of the receiver: it is another value of 40 hex digits.",
      es: "Toma el secreto del cobrador: es otro valor, de 40 dígitos hexadecimales.",
    },
  },
  "secret-published": {
    problem: {
      en: "it is signed with the secret of Khipu's published example, which everybody knows",
      es: "está firmada con el secreto del ejemplo que publica Khipu, que todos conocen",
    },
    remedy: {
      en: "Use your own receiver's secret, and let nothing fall back to another.",
      es: "Usa el secreto de tu cobrador, y que nada recurra a otro por omisión.",
    },
  },
  "secret-shape": {
    problem: {
      en: "the secret is not 40 hex digits",
      es: "el secreto no son 40 dígitos hexadecimales",
    },
    remedy: PLAIN_SECRET,
  },
  unexplained: {
    problem: {
      en: "the signature is of another body or another secret, and looks like no known mistake",
      es: "la firma es de otro cuerpo o de otro secreto, y no parece un error conocido",
    },
    remedy: {
      en: "Compare the secret with the one of this receiver_id in Khipu's panel, and save the body again as bytes. If both are right, somebody else sent it: refuse it.",
      es: "Compara el secreto con el de este receiver_id en el panel de Khipu, y guarda el cuerpo de nuevo como bytes. Si ambos están bien, lo envió otro: recházalo.",
    },
  },
} as const satisfies Record<string, Mistake>;

/** Messages that are not signed at all. */
const UNSIGNED = {
  "unsigned-payment-1.3": {
    problem: {
      en: "this is a notification of version 1.3, which is never signed",
      es: "esta es una notificación de la versión 1.3, que nunca viene firmada",
    },
    remedy: {
      en: "Create payments with notify_api_version 3.0, or use tokenNotificationHandler, which reads the payment by its token.",
      es: "Crea los cobros con notify_api_version 3.0, o usa tokenNotificationHandler, que lee el cobro con su token.",
    },
  },
  "unsigned-subscription": {
    problem: {
      en: "this is a subscription's callback, which is not signed",
      es: "este es el callback de una suscripción, que no viene firmado",
    },
    remedy: READ_AGAIN,
  },
  "unsigned-charge": {
    problem: {
      en: "this is the callback of a failed charge, which is not signed",
      es: "este es el callback de un cargo fallido, que no viene firmado",
    },
    remedy: READ_AGAIN,
  },
  "unsigned-openpay": {
    problem: {
      en: "this is an event of Openpay, which is not signed",
      es: "este es un evento de Openpay, que no viene firmado",
    },
    remedy: READ_AGAIN,
  },
} as const satisfies Record<string, Mistake>;

/** Every mistake that is known, by its code. */
export const MISTAKES = {
  ...HEADER_MISTAKES,
  ...SIGNED_MISTAKES,
  ...BODY,
  ...SECRET,
  ...UNSIGNED,
} as const;

/** The code of a mistake; scripts see it with `--json`. */
export type MistakeCode = keyof typeof MISTAKES;

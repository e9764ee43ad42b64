import { type Mistake, RAW } from "./mistake.js";

/** Mistakes of the body. */
export const BODY_MISTAKES = {
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

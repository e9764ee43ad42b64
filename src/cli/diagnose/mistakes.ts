import type { Said } from "../language.js";

/** What is wrong with a notification, and what to do about it. */
export interface Mistake {
  readonly problem: Said;
  readonly remedy: Said;
}

const RAW: Said = {
  en: "Verify the bytes as they came: put the webhook's route above every body parser, or have the parser keep the raw body.",
  es: "Verifica los bytes tal como llegaron: pon la ruta del webhook antes de todo body parser, o haz que el parser guarde el cuerpo crudo.",
};

const HEADER_AS_IT_CAME: Said = {
  en: "Pass on the value of x-khipu-signature unchanged: t=<milliseconds>,s=<base64>.",
  es: "Pasa el valor de x-khipu-signature sin cambios: t=<milisegundos>,s=<base64>.",
};

const SIGNED_STRING: Said = {
  en: "Sign t, a dot and the raw body, in that order: HMAC-SHA256, as base64. signNotification does it.",
  es: "Firma t, un punto y el cuerpo crudo, en ese orden: HMAC-SHA256, en base64. signNotification lo hace.",
};

const PLAIN_SECRET: Said = {
  en: "Store the 40 hex digits of the receiver's secret as text, and nothing around them.",
  es: "Guarda los 40 dígitos hexadecimales del secreto del cobrador como texto, sin nada alrededor.",
};

const READ_AGAIN: Said = {
  en: "Nobody signs it: read what it speaks of from its sender, with the handler made for it (docs/handlers.md).",
  es: "Nadie lo firma: lee aquello de lo que habla desde su remitente, con el handler hecho para eso (docs/handlers.es.md).",
};

/** Mistakes of the signature's header. */
const HEADER = {
  "header-missing": {
    problem: {
      en: "there is no x-khipu-signature header",
      es: "falta el header x-khipu-signature",
    },
    remedy: {
      en: "Khipu signs payment notifications of version 3.0: create payments with notify_api_version 3.0, and let proxies pass the header. What comes without it is to be refused.",
      es: "Khipu firma las notificaciones de pago de la versión 3.0: crea los cobros con notify_api_version 3.0, y deja que los proxies pasen el header. Lo que llegue sin él se rechaza.",
    },
  },
  "header-unreadable": {
    problem: {
      en: "the header is not t=<milliseconds>,s=<base64>",
      es: "el header no es t=<milisegundos>,s=<base64>",
    },
    remedy: HEADER_AS_IT_CAME,
  },
  "header-merged": {
    problem: {
      en: "the header came more than once, and was joined",
      es: "el header llegó más de una vez, y quedó unido",
    },
    remedy: {
      en: "Look for a proxy that repeats headers, or code that adds a signature of its own.",
      es: "Busca un proxy que repita headers, o código que agregue una firma propia.",
    },
  },
  "header-quoted": {
    problem: { en: "the header is in quotes", es: "el header está entre comillas" },
    remedy: HEADER_AS_IT_CAME,
  },
  "header-encoded": {
    problem: { en: "the header is percent-encoded", es: "el header está codificado con %" },
    remedy: HEADER_AS_IT_CAME,
  },
  "header-without-time": {
    problem: { en: "the header has no t=", es: "el header no tiene t=" },
    remedy: HEADER_AS_IT_CAME,
  },
  "header-truncated": {
    problem: { en: "the signature is cut off", es: "la firma está cortada" },
    remedy: {
      en: "Look for a column, a log or a limit that is shorter than 80 characters.",
      es: "Busca una columna, un log o un límite de menos de 80 caracteres.",
    },
  },
  "padding-lost": {
    problem: {
      en: "the signature has lost the = at its end",
      es: "la firma perdió el = del final",
    },
    remedy: {
      en: "Split each part at its first = only: base64 ends in one.",
      es: "Separa cada parte solo en su primer =: el base64 termina en uno.",
    },
  },
  "plus-lost": {
    problem: {
      en: "the signature has spaces where base64 has +",
      es: "la firma tiene espacios donde el base64 tiene +",
    },
    remedy: {
      en: "It was read as a form. Take it from the header itself.",
      es: "Se leyó como formulario. Tómala del header mismo.",
    },
  },
  "url-safe": {
    problem: {
      en: "the signature is URL-safe base64 (- and _)",
      es: "la firma está en base64 para URL (- y _)",
    },
    remedy: {
      en: "Khipu uses standard base64, with +, / and =.",
      es: "Khipu usa base64 estándar, con +, / y =.",
    },
  },
  hex: {
    problem: { en: "the signature is hex, not base64", es: "la firma está en hex, no en base64" },
    remedy: {
      en: 'Write the digest as base64: digest("base64").',
      es: 'Escribe el digest en base64: digest("base64").',
    },
  },
  "base64-of-hex": {
    problem: {
      en: "the signature is base64 of hex digits",
      es: "la firma es base64 de dígitos hex",
    },
    remedy: {
      en: "Write the 32 bytes of the digest as base64, not their hex.",
      es: "Escribe en base64 los 32 bytes del digest, no su hex.",
    },
  },
  "another-scheme": {
    problem: {
      en: "the header names its signature v1= or sha256=, as other providers do",
      es: "el header llama a su firma v1= o sha256=, como otros proveedores",
    },
    remedy: HEADER_AS_IT_CAME,
  },
  "another-hash": {
    problem: { en: "the hash is not SHA-256", es: "el hash no es SHA-256" },
    remedy: SIGNED_STRING,
  },
} as const satisfies Record<string, Mistake>;

/** Mistakes of what was signed, and of when. */
const SIGNED = {
  "without-time": {
    problem: {
      en: "only the body was signed, without t and a dot before it",
      es: "se firmó solo el cuerpo, sin t y un punto antes",
    },
    remedy: SIGNED_STRING,
  },
  "without-dot": {
    problem: {
      en: "t and the body were signed without the dot between them",
      es: "se firmaron t y el cuerpo sin el punto entre ambos",
    },
    remedy: SIGNED_STRING,
  },
  "time-last": {
    problem: { en: "t was signed after the body", es: "se firmó t después del cuerpo" },
    remedy: SIGNED_STRING,
  },
  seconds: {
    problem: {
      en: "t was signed in seconds; Khipu signs milliseconds",
      es: "t se firmó en segundos; Khipu firma milisegundos",
    },
    remedy: {
      en: "Use the digits of t as they stand in the header, and Date.now() to compare them.",
      es: "Usa los dígitos de t tal como vienen en el header, y Date.now() para compararlos.",
    },
  },
  milliseconds: {
    problem: {
      en: "milliseconds were signed, and the header tells seconds",
      es: "se firmaron milisegundos, y el header dice segundos",
    },
    remedy: HEADER_AS_IT_CAME,
  },
  stale: {
    problem: {
      en: "the signature is right, and too old: three days is the most",
      es: "la firma es correcta, y demasiado antigua: tres días es el máximo",
    },
    remedy: {
      en: "For a saved request that is to be expected: add --any-age. On a server, set its clock (NTP), or take it for a replay.",
      es: "En una solicitud guardada es de esperar: agrega --any-age. En un servidor, ajusta su reloj (NTP), o es una repetición.",
    },
  },
  future: {
    problem: {
      en: "the signature is right, and from the future",
      es: "la firma es correcta, y viene del futuro",
    },
    remedy: {
      en: "Set this machine's clock (NTP); five minutes are tolerated.",
      es: "Ajusta el reloj de esta máquina (NTP); se toleran cinco minutos.",
    },
  },
} as const satisfies Record<string, Mistake>;

export { HEADER as HEADER_MISTAKES, PLAIN_SECRET, RAW, READ_AGAIN, SIGNED as SIGNED_MISTAKES };

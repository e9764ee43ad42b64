import { HEADER_AS_IT_CAME, type Mistake, SIGNED_STRING } from "./mistake.js";

/** Mistakes of the signature's header. */
export const HEADER_MISTAKES = {
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

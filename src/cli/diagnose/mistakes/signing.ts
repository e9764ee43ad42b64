import { HEADER_AS_IT_CAME, type Mistake, SIGNED_STRING } from "./mistake.js";

/** Mistakes of what was signed, and of when. */
export const SIGNING_MISTAKES = {
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

import type { Said } from "../../language.js";
import type { Mistake } from "./mistake.js";

const PLAIN_SECRET: Said = {
  en: "Store the 40 hex digits of the receiver's secret as text, and nothing around them.",
  es: "Guarda los 40 dígitos hexadecimales del secreto del cobrador como texto, sin nada alrededor.",
};

/** Mistakes of the secret. */
export const SECRET_MISTAKES = {
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

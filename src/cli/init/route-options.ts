import type { Language, Said } from "../language.js";

/** How a file is written. */
export interface Form {
  readonly isTypeScript: boolean;
  readonly isModule: boolean;
  /** Where the secret comes from. */
  readonly runtime: "node" | "deno" | "workers";
  readonly adapter: string;
  readonly language: Language;
}

const SECRETS = {
  node: 'process.env["KHIPU_WEBHOOK_SECRET"] ?? ""',
  deno: 'Deno.env.get("KHIPU_WEBHOOK_SECRET") ?? ""',
  // There it comes with the request.
  workers: '""',
} as const;

const COMMENTS = {
  secret: {
    en: "The receiver's secret, which is not the API key.\nWhile you change it: a list of both.",
    es: "El secreto del cobrador, que no es la llave de API.\nMientras lo cambias: una lista con ambos.",
  },
  store: {
    en: "Remembers what is settled. In production:\npostgresStore, sqliteStore or redisStore.",
    es: "Recuerda lo que ya se saldó. En producción:\npostgresStore, sqliteStore o redisStore.",
  },
  expect: {
    en: "FILL IN: find the order in your own database, and return what it expects:\n{ receiver_id, transaction_id, amount, currency }, or nothing for an\norder that you do not know.",
    es: "COMPLETA: busca el pedido en tu base de datos, y devuelve lo que espera:\n{ receiver_id, transaction_id, amount, currency }, o nada si no\nconoces el pedido.",
  },
  onPaid: {
    en: "FILL IN: deliver the order. It is called once per payment, and again\nif it throws.",
    es: "COMPLETA: entrega el pedido. Se llama una vez por cobro, y otra vez si\nlanza un error.",
  },
  unfilled: {
    en: "is not filled in yet: nothing is delivered",
    es: "todavía no está completo: no se entrega nada",
  },
  head: {
    en: "Khipu's notifications. Until expect and onPaid are filled in, every one of them\nis answered 500, and Khipu tries again.",
    es: "Las notificaciones de Khipu. Mientras expect y onPaid no estén completos, cada\nuna se responde con 500, y Khipu reintenta.",
  },
} as const satisfies Record<string, Said>;

/** The imports and the options of a handler: everything but what a framework wants of it. */
export function optionsOf(form: Form, types: readonly string[]): string[] {
  const { language, adapter, isTypeScript, runtime } = form;
  const say = (name: keyof typeof COMMENTS) => COMMENTS[name][language].split("\n");
  const comment = (name: keyof typeof COMMENTS, indent: string) =>
    say(name).map((line) => `${indent}// ${line}`);
  const from = runtime === "deno" ? "npm:khipu-sdk" : "khipu-sdk";
  const named = [...types, "NotificationHandlerOptions"];
  const typed = named.length > 1 ? `{\n  ${named.join(",\n  ")},\n}` : `{ ${named.join()} }`;
  const declaration = isTypeScript
    ? ["const options: NotificationHandlerOptions = {"]
    : [
        '/** @type {import("khipu-sdk/webhooks").NotificationHandlerOptions} */',
        "const options = {",
      ];
  return [
    `import { memoryStore } from "${from}/stores/memory";`,
    `import { ${adapter} } from "${from}/webhooks";`,
    ...(isTypeScript ? [`import type ${typed} from "${from}/webhooks";`] : []),
    "",
    ...comment("head", ""),
    ...declaration,
    ...comment("secret", "  "),
    `  secret: ${SECRETS[runtime]},`,
    ...comment("store", "  "),
    "  store: memoryStore(),",
    "  expect(notification) {",
    ...comment("expect", "    "),
    ...unfilled("expect", COMMENTS.unfilled[language], "notification"),
    "  },",
    "  onPaid(payment) {",
    ...comment("onPaid", "    "),
    ...unfilled("onPaid", COMMENTS.unfilled[language], "payment"),
    "  },",
    "  onError: console.error,",
    "};",
    "",
  ];
}

function unfilled(name: string, words: string, about: string): string[] {
  return [
    "    throw new Error(",
    `      \`${name} ${words} (\${${about}.payment_id}, \${${about}.transaction_id})\`,`,
    "    );",
  ];
}

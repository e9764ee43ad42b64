import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lab } from "../scripts/package/lab.js";
import { run } from "../scripts/package/run.js";
import { TYPED_CALL } from "../scripts/package/sizes.js";
import { ROOT } from "../scripts/specs.js";

/** A package that is measured, and the same small programs for each. */
export interface Peer {
  readonly name: string;
  /** The package to load when it is measured how long that takes. */
  readonly module: string;
  /** Where it is installed. */
  readonly folder: string;
  /** A program that makes a client and one call; what a bundler ships for it is measured. */
  readonly oneCall?: string;
  /** A program that verifies a webhook and nothing else. */
  readonly verify?: string;
  /** The same in TypeScript; how many types it brings is measured. */
  readonly typed?: string;
  /** Makes a client, given the module as `m`. */
  readonly construct?: string;
}

/** Where the peers are installed. */
export const PEERS_FOLDER = join(ROOT, ".cache/bench");
/** Those that a shop would pick instead, at the versions that the design's numbers are of. */
export const PEER_VERSIONS = {
  "openapi-fetch": "0.17.0",
  stripe: "23.1.0",
  standardwebhooks: "1.1.1",
  svix: "2.5.0",
  "@octokit/webhooks": "14.2.0",
  mercadopago: "3.6.1",
};

/** Installs the peers that are not there yet. Needs the registry the first time only. */
export function installPeers(): void {
  mkdirSync(PEERS_FOLDER, { recursive: true });
  const isThere = Object.keys(PEER_VERSIONS).every((name) =>
    existsSync(join(PEERS_FOLDER, "node_modules", name)),
  );
  if (isThere) return;
  const manifest = { private: true, dependencies: PEER_VERSIONS };
  writeFileSync(join(PEERS_FOLDER, "package.json"), JSON.stringify(manifest));
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  run(PEERS_FOLDER, "npm", "install", ...flags);
}

/** A package and all that it depends on, by name. */
export function dependenciesOf(folder: string, name: string, known = new Set<string>()): string[] {
  if (known.has(name)) return [...known];
  known.add(name);
  const file = join(folder, "node_modules", name, "package.json");
  const { dependencies = {} } = JSON.parse(readFileSync(file, "utf8")) as {
    dependencies?: Readonly<Record<string, string>>;
  };
  for (const next of Object.keys(dependencies)) dependenciesOf(folder, next, known);
  return [...known];
}

/** Ours first, out of the packed package. */
export function peers(lab: Lab): Peer[] {
  return [
    {
      name: "khipu-sdk",
      module: "khipu-sdk",
      folder: lab.folder,
      oneCall: `import { Khipu } from "khipu-sdk";
        export const pay = (apiKey, params) => new Khipu({ apiKey }).payments.create(params);`,
      typed: TYPED_CALL,
      construct: 'new m.Khipu({ apiKey: "a-key" })',
    },
    {
      name: "khipu-sdk/webhooks",
      module: "khipu-sdk/webhooks",
      folder: lab.folder,
      verify: 'export { verifyNotification } from "khipu-sdk/webhooks";',
    },
    ...others(),
  ];
}

function others(): Peer[] {
  const at = (module: string, more: Partial<Peer>): Peer => ({
    ...{ name: module, module, folder: PEERS_FOLDER },
    ...more,
  });
  return [
    at("openapi-fetch", OPENAPI_FETCH),
    at("stripe", STRIPE),
    at("mercadopago", MERCADOPAGO),
    at("standardwebhooks", {
      verify: `import { Webhook } from "standardwebhooks";
        export const verify = (secret, body, headers) => new Webhook(secret).verify(body, headers);`,
    }),
    at("svix", {
      verify: `import { Webhook } from "svix";
        export const verify = (secret, body, headers) => new Webhook(secret).verify(body, headers);`,
    }),
    at("@octokit/webhooks", {
      verify: `import { Webhooks } from "@octokit/webhooks";
        export const verify = (secret, body, signature) =>
          new Webhooks({ secret }).verify(body, signature);`,
    }),
  ];
}

const OPENAPI_FETCH: Partial<Peer> = {
  oneCall: `import createClient from "openapi-fetch";
    export const pay = (key, body) => createClient({ baseUrl: "https://example.com",
      headers: { "x-api-key": key } }).POST("/v3/payments", { body });`,
  typed: `import createClient from "openapi-fetch";
    interface paths { "/v3/banks": { get: { responses: { 200: { content: {
      "application/json": { banks: string[] } } } } } } }
    export const banks = createClient<paths>({ baseUrl: "" }).GET("/v3/banks");`,
  construct: '(m.default.default ?? m.default)({ baseUrl: "https://example.com" })',
};

const STRIPE: Partial<Peer> = {
  oneCall: `import Stripe from "stripe";
    export const pay = (key, params) => new Stripe(key).paymentIntents.create(params);`,
  typed: `import Stripe from "stripe";
    export const created = new Stripe("").paymentIntents.create({ amount: 1, currency: "clp" });`,
  verify: `import Stripe from "stripe";
    export const verify = (body, header, secret) =>
      Stripe.webhooks.constructEvent(body, header, secret);`,
  construct: 'new (m.default ?? m)("sk_test_1")',
};

const MERCADOPAGO: Partial<Peer> = {
  oneCall: `import { MercadoPagoConfig, Payment } from "mercadopago";
    export const pay = (accessToken, body) =>
      new Payment(new MercadoPagoConfig({ accessToken })).create({ body });`,
  construct: 'new m.MercadoPagoConfig({ accessToken: "a-key" })',
};

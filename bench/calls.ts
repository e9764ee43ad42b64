import type * as openapiFetch from "openapi-fetch";
import type * as ours from "../src/index.js";
import { loadFrom } from "./load.js";
import type { Peer } from "./peers.js";

type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;
type Act = () => Promise<unknown>;

const PAYMENT = JSON.stringify({ payment_id: "zfxnocsow6mz", body: "x".repeat(980) });
const ORIGIN = "https://example.com";

/** Answers at once and out of nothing, so that only the client's own work is left. */
const answer: Fetch = () =>
  Promise.resolve(new Response(PAYMENT, { headers: { "content-type": "application/json" } }));

/** Microseconds that one read of 1 KB takes, by client, the least of all rounds. */
export async function measureCalls(
  peers: readonly Peer[],
  rounds: number,
): Promise<Map<string, number>> {
  const acts = new Map<string, Act>([["bare fetch and json()", bare]]);
  for (const peer of peers) {
    const make = MAKERS[peer.name];
    if (make) acts.set(peer.name, make(await loadFrom(peer.folder, peer.module)));
  }
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, act] of acts) {
      best.set(name, Math.min(best.get(name) ?? Infinity, await microseconds(act)));
    }
  }
  return best;
}

async function microseconds(act: Act): Promise<number> {
  const calls = 2_000;
  const start = performance.now();
  for (let call = 0; call < calls; call++) await act();
  return ((performance.now() - start) * 1000) / calls;
}

const bare: Act = async () => (await answer(`${ORIGIN}/v3/payments/x`)).json();

interface Modules {
  readonly "khipu-sdk": typeof ours;
  readonly "openapi-fetch": typeof openapiFetch;
  readonly stripe: {
    readonly default: (new (
      key: string,
      config: object,
    ) => {
      readonly customers: { retrieve(id: string): Promise<unknown> };
    }) & { createFetchHttpClient(fetch: Fetch): unknown };
  };
}

const MAKERS: Readonly<Record<string, ((module: unknown) => Act) | undefined>> = {
  "khipu-sdk": (module) => {
    const { Khipu } = module as Modules["khipu-sdk"];
    const khipu = new Khipu({ apiKey: "a-key", baseUrl: ORIGIN, fetch: answer });
    return () => khipu.payments.get("zfxnocsow6mz");
  },
  "openapi-fetch": (module) => {
    const { default: createClient } = module as Modules["openapi-fetch"];
    const client = createClient<Paths>({ baseUrl: ORIGIN, fetch: answer });
    const params = { path: { id: "zfxnocsow6mz" } };
    return () => client.GET("/v3/payments/{id}", { params });
  },
  stripe: (module) => {
    const { default: Stripe } = module as Modules["stripe"];
    const httpClient = Stripe.createFetchHttpClient(answer);
    const stripe = new Stripe("sk_test_1", { httpClient, telemetry: false });
    return () => stripe.customers.retrieve("cus_1");
  },
};

interface Paths {
  "/v3/payments/{id}": {
    get: {
      parameters: { path: { id: string } };
      responses: { 200: { content: { "application/json": object } } };
    };
  };
}

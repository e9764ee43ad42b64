import { automaticPaymentsV1 } from "./apis/automatic-payments-v1.js";
import { instantPaymentsV2 } from "./apis/instant-payments-v2.js";
import { instantPaymentsV3 } from "./apis/instant-payments-v3.js";
import { openpayV1 } from "./apis/openpay-v1.js";
import { controlsOf } from "./controls.js";
import { dashboardRoutes } from "./dashboard/dashboard.js";
import { Engine } from "./engine.js";
import { Router } from "./http/router.js";
import { SimulatorServer } from "./http/server.js";
import { kwsRoute } from "./kws/kws-route.js";
import { openpayControls } from "./openpay/controls.js";
import { openpayPages } from "./openpay/pages.js";
import { settingsOf } from "./options.js";
import type { Settings, SimulatorOptions } from "./options.js";
import { fileRoutes } from "./pages/file-routes.js";
import { prepare } from "./prepared.js";
import type { PreparedData } from "./prepared-data.js";
import { PayerPages } from "./pages/payer-pages.js";
import type { Simulator } from "./simulator.js";
import { subscriptionRoutes } from "./subscriptions/subscription-pages.js";

/** The APIs that are served. */
const APIS = [instantPaymentsV3, instantPaymentsV2, automaticPaymentsV1, openpayV1];

/**
 * Starts Khipu on your machine: on loopback and a free port unless told otherwise.
 *
 * Simulators share nothing, so any number of them can run in one process.
 *
 * @throws TypeError or RangeError for an option that makes no sense; `SimulatorError` for a data file
 * that is none, and for prepared data that the API would refuse; the system's own error for a port that is taken.
 *
 * @example
 * ```ts
 * const simulator = await startSimulator();
 * const khipu = new Khipu({ apiKey: simulator.apiKey, baseUrl: simulator.url });
 * const { payment_id } = await khipu.payments.create({ amount: 1000, currency: "CLP", subject: "Tea" });
 * await simulator.pay(payment_id);
 * await simulator.close();
 * ```
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = settingsOf(options);
  const engine = new Engine(settings);
  const server = serverOf(engine);
  try {
    const port = await server.listen(settings.port, settings.host);
    engine.url = settings.publicUrl ?? urlOf(settings, port);
  } catch (error) {
    engine.close();
    throw error;
  }
  engine.resume();
  if (options.prepared !== undefined) await prepareOrClose(engine, server, options.prepared);
  const { apiKey, secret, id } = engine.receivers.first;
  return {
    url: engine.url,
    apiKey,
    webhookSecret: secret,
    receiverId: id,
    openpay: openpayControls(engine),
    ...controlsOf(engine),
    close: async () => {
      engine.close();
      await server.close();
    },
  };
}

async function prepareOrClose(
  engine: Engine,
  server: SimulatorServer,
  data: PreparedData,
): Promise<void> {
  try {
    prepare(engine, data);
    engine.commit();
  } catch (error) {
    engine.close();
    await server.close();
    throw error;
  }
}

function serverOf(engine: Engine): SimulatorServer {
  const routes = [
    ...APIS.flatMap((api) => api(engine)),
    ...dashboardRoutes(engine),
    ...new PayerPages(engine).routes(),
    ...subscriptionRoutes(engine),
    ...openpayPages(engine),
    ...fileRoutes(engine),
    kwsRoute(),
  ];
  return new SimulatorServer({
    router: new Router(routes),
    faultsFor: (api, operation) => engine.faults.forRequest(api, operation),
    wait: (ms) => new Promise((resolve) => engine.clock.after(ms, resolve)),
    now: () => engine.clock.now(),
    commit: () => {
      engine.commit();
    },
    recorded: (request) => {
      engine.requests.note(request);
      engine.events.emit("request", request);
    },
  });
}

function urlOf({ host }: Settings, port: number): string {
  // What listens everywhere is reached from here on loopback.
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${String(port)}`;
}

import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "node:test";
import type { Page } from "playwright-core";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../src/simulator/index.js";
import { type Looks, useChromium, type Visitor } from "./visitor.js";

/** A person in front of the dashboard of a simulator of their own. */
export interface Scene extends Visitor {
  readonly simulator: Simulator;
  readonly url: string;
  /** Makes requests as a merchant would, and tells what the answer holds. */
  readonly api: Api;
  /** Creates a payment of 5,000 pesos, or what is said, and tells its id. */
  create(fields?: object): Promise<string>;
  /** Opens a page of the dashboard. */
  go(path: string): Promise<void>;
  /** Says that problems like this one are meant to come up. */
  provokes(problem: RegExp): void;
}

/** A request of a merchant's; the API's answer as it came. */
export type Api = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<Record<string, unknown>>;

/** Who looks at what. */
export interface Setting extends Looks {
  readonly options?: SimulatorOptions;
}

/** Lets tests open dashboards; after each of them, nothing may have gone wrong that it did not provoke. */
export function useDashboard(): (setting?: Setting) => Promise<Scene> {
  const open = useChromium();
  const opened: { readonly scene: Scene; readonly provoked: RegExp[] }[] = [];
  afterEach(async () => {
    const scenes = opened.splice(0);
    const problems = scenes.flatMap(({ scene, provoked }) =>
      scene.problems().filter((problem) => !provoked.some((expected) => expected.test(problem))),
    );
    for (const { scene } of scenes) {
      await scene.close();
      await scene.simulator.close();
    }
    assert.deepEqual(problems, []);
  });
  return async ({ options, ...looks } = {}) => {
    const simulator = await startSimulator({ language: "en", seed: "dashboard", ...options });
    const visitor = await open(looks);
    const provoked: RegExp[] = [];
    const scene = sceneOf(simulator, visitor, provoked);
    opened.push({ scene, provoked });
    return scene;
  };
}

function sceneOf(simulator: Simulator, visitor: Visitor, provoked: RegExp[]): Scene {
  const { url } = simulator;
  const api = apiOf(simulator);
  return {
    ...visitor,
    ...{ simulator, url, api },
    create: async (fields = {}) => {
      const asked = { amount: 5000, currency: "CLP", subject: "Green tea", ...fields };
      return String((await api("POST", "/v3/payments", asked))["payment_id"]);
    },
    go: async (path) => {
      await visitor.page.goto(url + path);
    },
    provokes: (problem) => {
      provoked.push(problem);
    },
  };
}

/** Requests with the key of a simulator's first receiver. */
export function apiOf({ url, apiKey }: Pick<Simulator, "url" | "apiKey">): Api {
  return async (method, path, body) => {
    const headers = { "x-api-key": apiKey, "content-type": "application/json" };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(url + path, { method, headers, ...text });
    return (await answer.json()) as Record<string, unknown>;
  };
}

/** Presses a button of the dashboard, and reads what it says has come of it. */
export async function press(page: Page, name: string): Promise<string> {
  const before = page.url();
  await page.getByRole("button", { name, exact: true }).first().click();
  await page.waitForURL((url) => url.href !== before);
  return flash(page);
}

/** What the page says has come of an action. */
export async function flash(page: Page): Promise<string> {
  return (await page.locator(".flash").innerText()).trim();
}

/** A server on loopback, as a merchant's or a stranger's; closed after the test. */
export function useServers(): (listener: RequestListener) => Promise<string> {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });
  return async (listener) => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    // A server that listens on a port has an address with one.
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  };
}

/** Answers with one status after the other; the last one stays. */
export function answering(...statuses: number[]): RequestListener {
  let count = 0;
  return (request, response) => {
    request.resume();
    response.writeHead(statuses[Math.min(count, statuses.length - 1)] ?? 200).end("noted");
    count += 1;
  };
}

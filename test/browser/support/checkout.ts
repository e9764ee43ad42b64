import { build } from "esbuild";
import { join } from "node:path";
import type { Page as BrowserPage } from "playwright-core";
import type { Scene } from "./payer.js";
import type { Page } from "./site.js";

const ENTRY = join(import.meta.dirname, "../../../dist/browser.mjs");

let bundled: Promise<string> | undefined;

/** The package's browser entry as it is built, bundled as a shop's bundler does. */
export function bundle(): Promise<string> {
  bundled ??= build({
    ...{ entryPoints: [ENTRY], bundle: true, write: false, minify: true },
    ...{ format: "esm", platform: "browser", target: "es2022" },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? "");
  return bundled;
}

/** What a checkout is made of. */
export interface Checkout {
  /** The lines of its script, which has `openPayment`, `watchOrder`, `say` and the address's `query`. */
  readonly script: string;
  readonly content?: string;
  /** The Content-Security-Policy, in which `NONCE` is allowed. */
  readonly policy?: (query: URLSearchParams) => string;
}

/** The nonce of the script that is on the page. */
export const NONCE = "r4nd0m";

/** A shop's page, with the bundle and a script in a module; what it says is a list, in order. */
export function checkout({ policy, ...page }: Checkout): Record<string, Page> {
  return {
    "/checkout": ({ url = "" }, response) => {
      response.setHeader("content-type", "text/html; charset=utf-8");
      const query = new URL(url, "http://shop.example.com").searchParams;
      if (policy) response.setHeader("content-security-policy", policy(query));
      response.end(checkoutPage(page));
    },
    "/khipu.js": (_, response) => {
      response.setHeader("content-type", "text/javascript");
      void bundle().then((text) => response.end(text));
    },
  };
}

/** The page alone. */
export function checkoutPage({ script, content = "" }: Omit<Checkout, "policy">): string {
  return `<!doctype html>
    <html lang="es">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Librería de ejemplo</title>
        <link rel="icon" href="data:," />
        <style nonce="${NONCE}">
          body { margin: 2rem; font: 1.1rem/1.6 system-ui, sans-serif; }
          button { padding: 0.8em 1.6em; border: 0; border-radius: 0.5em; background: #1d4d4f; color: #fff; font: inherit; }
        </style>
      </head>
      <body>
        <main>
          <h1>Pedido 1042</h1>
          <p>Dos libros: $15.900</p>
          <button id="pay">Pagar con Khipu</button>
          ${content}
          <ol id="said"></ol>
          <div id="root"></div>
        </main>
        <script type="module" nonce="${NONCE}">
          import { openPayment, watchOrder } from "/khipu.js";
          const query = new URLSearchParams(location.search);
          const said = document.querySelector("#said");
          function say(what) {
            const line = document.createElement("li");
            line.textContent = what;
            said.append(line);
          }
          const onPay = (listener) => document.querySelector("#pay").addEventListener("click", listener);
          ${script}
          document.documentElement.dataset.ready = "";
        </script>
      </body>
    </html>`;
}

/** Goes to a page, and waits until its script has run. */
export async function enter(page: BrowserPage, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
}

/** Waits until the page has said so many things; gives them all. */
export async function heard(page: BrowserPage, count: number): Promise<string[]> {
  await page
    .locator("#said li")
    .nth(count - 1)
    .waitFor();
  return page.locator("#said li").allTextContents();
}

/** Says everything that the payer's leaving the window told. */
const PAY = `
  const scriptUrl = query.get("khipu") + "/v1/kws.js";
  const options = { scriptUrl, ...JSON.parse(query.get("options") ?? "{}") };
  if (query.has("inside")) options.mountElement = document.querySelector("#root");
  const stop = new AbortController();
  onPay(async () => {
    try {
      const result = await openPayment(query.get("id"), { ...options, signal: stop.signal });
      const { outcome, failureReason = "-", operationId, exitUrl, events } = result;
      say([outcome, failureReason, operationId === query.get("id"), exitUrl || "-"].join(" "));
      say(events.map(({ name }) => name).join(" "));
    } catch (error) {
      say(error.name + " " + (error.reason ?? error.message));
    }
  });
  document.querySelector("#abort").addEventListener("click", () => stop.abort());
`;
/** A checkout that pays in a window. */
export const CHECKOUT = { script: PAY, content: `<button id="abort" hidden>Abandonar</button>` };
export const PAGES = checkout(CHECKOUT);

/** How a checkout is opened. */
export interface OpenOptions {
  /** The shop's address. */
  readonly site?: string;
  /** Options of `openPayment` that can be written down. */
  readonly options?: object;
  /** Whether the window stands in the page, not over it. */
  readonly isInside?: boolean;
}

/** Goes to the shop's checkout, and presses its button. */
export async function openCheckout(
  { page, simulator, shop }: Scene,
  id: string,
  { site = shop.url, options = {}, isInside = false }: OpenOptions = {},
): Promise<void> {
  const query = new URLSearchParams({ id, khipu: simulator.url, options: JSON.stringify(options) });
  if (isInside) query.set("inside", "");
  await enter(page, `${site}/checkout?${query.toString()}`);
  await page.locator("#pay").click();
}

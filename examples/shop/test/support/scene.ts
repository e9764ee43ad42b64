import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { type Simulator, startSimulator } from "khipu-simulator";
import { type Config, DEFAULTS } from "../../src/config.js";
import { findOrder, type Order } from "../../src/orders.js";
import { openShop, type Shop } from "../../src/shop.js";
import { stockLevels } from "../../src/stock.js";
import { Browser } from "./browser.js";

export const PASSWORD = "a long password";

/** A shop and a Khipu, both on sockets of this machine. */
export interface Scene {
  readonly simulator: Simulator;
  readonly shop: Shop;
  /** What the shop logged. */
  readonly logged: unknown[];
  /** Somebody new. */
  readonly visitor: (language?: string) => Browser;
  /** Somebody new, who has just ordered. */
  readonly buyer: (product?: string) => Promise<Buyer>;
  /** The admin, logged in. */
  readonly admin: () => Promise<Browser>;
  readonly unitsOf: (product: string) => number | undefined;
}

/** Somebody who has ordered. */
export interface Buyer {
  readonly browser: Browser;
  readonly paymentId: string;
  /** The order as the database has it now. */
  readonly order: () => Order;
  /** The address of its page. */
  readonly page: string;
}

/** Opens a shop of its own for a test file, and closes it at the end. */
export async function openScene(changes: Partial<Config> = {}): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), "khipu-shop-test-"));
  const simulator = await startSimulator({ retryDelaysMs: [] });
  const { apiKey, receiverId, url, webhookSecret } = simulator;
  const logged: unknown[] = [];
  const config: Config = {
    ...DEFAULTS,
    port: 0,
    databaseFile: join(folder, "shop.db"),
    khipu: {
      apiKey,
      receiverId,
      secret: webhookSecret,
      baseUrl: url,
      scriptUrl: `${url}/v1/kws.js`,
      pageOrigins: [url],
    },
    sessionSecret: "0123456789abcdef0123456789abcdef",
    adminPassword: PASSWORD,
    ...changes,
  };
  const shop = await openShop(config, (error) => logged.push(error));
  after(async () => {
    await shop.close();
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const visitor = (language?: string): Browser => new Browser(shop.url, language);
  return {
    simulator,
    shop,
    logged,
    visitor,
    buyer: (product) => buy(shop, visitor(), product),
    admin: () => logIn(visitor()),
    unitsOf: (product) => stockLevels(shop.database).get(product),
  };
}

/** Puts a product into the cart and opens the checkout. */
export async function goToCheckout(browser: Browser, product = "boldo"): Promise<Browser> {
  await browser.open("/");
  await browser.post("/cart/add", { ...browser.fieldsOf("/cart/add"), product });
  return browser.open("/checkout");
}

async function buy(shop: Shop, browser: Browser, product?: string): Promise<Buyer> {
  await goToCheckout(browser, product);
  const { checkout = "" } = browser.fieldsOf("/checkout");
  await browser.submit("/checkout", { how: "redirect" });
  const paymentId = browser.location.split("/").at(-1) ?? "";
  const order = (): Order => {
    const found = findOrder(shop.database, "checkout_key", checkout);
    if (!found) throw new Error(`there is no order: ${browser.words}`);
    return found;
  };
  return { browser, paymentId, order, page: `/orders/${order().token}` };
}

async function logIn(browser: Browser): Promise<Browser> {
  await browser.open("/admin/login");
  return browser.submit("/admin/login", { password: PASSWORD });
}

import assert from "node:assert/strict";
import { after, before } from "node:test";
import type { Cookie, Locator, Page } from "playwright-core";
import { flash, press } from "./dashboard.js";
import { APPROVED, pay, sees, type View } from "./payer.js";
import { type Shop, type ShopProcess, startShop } from "./shop-process.js";
import { type Looks, useChromium, type Visitor } from "./visitor.js";

/** What Chromium notes of a page that comes with a status. */
export const STATUS = {
  401: "Failed to load resource: the server responded with a status of 401 (Unauthorized)",
  403: "Failed to load resource: the server responded with a status of 403 (Forbidden)",
  404: "Failed to load resource: the server responded with a status of 404 (Not Found)",
  422: "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)",
} as const;

/** Headings of an order's page. */
export const SAYS = {
  es: {
    waiting: "Un momento: confirmamos tu pago",
    paid: "¡Gracias! Tu pedido está pagado",
    payable: "Falta pagar",
    rejected: "El pago fue rechazado",
    expired: "El cobro venció",
    lost: "Khipu no nos respondió",
    partlyRefunded: "Pagado, con una devolución",
    refunded: "Te devolvimos el dinero",
  },
  en: {
    waiting: "One moment: we confirm your payment",
    paid: "Thank you! Your order is paid",
  },
} as const;

/** What is pressed on the way to Khipu. */
export const PRESS = {
  es: {
    add: (product: string) => `Agregar ${product} al carrito`,
    checkout: "Ir a pagar",
    pay: "Pagar con Khipu",
    payHere: "Pagar sin salir de la tienda",
  },
  en: {
    add: (product: string) => `Add ${product} to the cart`,
    checkout: "Check out",
    pay: "Pay with Khipu",
    payHere: "Pay without leaving the shop",
  },
} as const;

export type Language = keyof typeof PRESS;

/** A shop, and somebody who looks at it. */
export interface Scene extends Visitor {
  readonly shop: Shop;
  /** Opens a browser for somebody else. */
  open(looks?: Looks): Promise<Visitor>;
  /** Opens a browser for the admin, who is logged in. */
  openAdmin(looks?: Looks): Promise<Visitor>;
}

/** How a scene is set. */
export interface Setting extends Looks {
  /** What browsers may complain about because the test provokes it: without the page's address. */
  readonly provoked?: readonly string[];
}

/** Starts a shop and Chromium for the tests of a file; gives what makes a test of a scene. */
export function useShop() {
  const open = useChromium();
  let shop: ShopProcess | undefined;
  const logIns = new LogIns();
  before(async () => {
    shop = await startShop();
  });
  after(() => shop?.close());
  return (setting: Setting, play: (scene: Scene) => Promise<void>) => async () => {
    const running = shop;
    assert(running, "the shop has not started");
    const visitors: Visitor[] = [];
    const enter = async (looks?: Looks): Promise<Visitor> => {
      const visitor = await open(looks);
      visitors.push(visitor);
      return visitor;
    };
    try {
      const openAdmin = async (looks?: Looks): Promise<Visitor> => {
        const visitor = await enter(looks);
        await logIns.logIn(visitor.page, running);
        return visitor;
      };
      await play({ ...(await enter(setting)), shop: running, open: enter, openAdmin });
      const problems = visitors.flatMap((visitor) => visitor.problems());
      const found = problems.map((problem) => problem.replace(/^\S+: /, ""));
      assert.deepEqual(found, setting.provoked ?? []);
    } finally {
      await Promise.all(visitors.map((visitor) => visitor.close()));
    }
  };
}

/** Logs in once, and from then on with the cookie of that time. */
class LogIns {
  #cookies: Cookie[] = [];

  async logIn(page: Page, { url, password }: Shop): Promise<void> {
    if (this.#cookies.length > 0) {
      await page.context().addCookies(this.#cookies);
      return;
    }
    await page.goto(`${url}/admin`);
    await page.getByLabel("Contraseña").fill(password);
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.waitForURL(`${url}/admin/orders`);
    const cookies = await page.context().cookies(`${url}/admin`);
    this.#cookies = cookies.filter(({ name }) => name === "admin");
  }
}

/** What somebody buys, and how. */
export interface Wish {
  /** @defaultValue Spanish */
  readonly language?: Language;
  /** @defaultValue the one that there is most of */
  readonly product?: string;
}

/** Puts a product into the cart and opens the checkout. */
export async function goToCheckout(
  page: Page,
  { url }: Shop,
  { language = "es", product = language === "es" ? "Manzanilla" : "Chamomile" }: Wish = {},
): Promise<void> {
  const press = PRESS[language];
  await page.goto(url);
  await page.getByRole("button", { name: press.add(product) }).click();
  await page.getByRole("link", { name: press.checkout }).click();
  await page.waitForURL(`${url}/checkout`);
}

/** Buys by way of Khipu's page, and tells the payment's id. */
export async function goToKhipu(page: Page, shop: Shop, wish: Wish = {}): Promise<string> {
  await goToCheckout(page, shop, wish);
  await page.getByRole("button", { name: PRESS[wish.language ?? "es"].pay, exact: true }).click();
  return atKhipu(page, shop);
}

/** Waits for Khipu's page, and tells whose payment it shows. */
export async function atKhipu(page: Page, { khipuUrl }: Shop): Promise<string> {
  await page.waitForURL(`${khipuUrl}/payment/info/*`);
  return page.url().split("/").at(-1) ?? "";
}

/** Opens Khipu's window in the shop's page, and gives what is in it. */
export async function openHere(page: Page, shop: Shop, wish: Wish = {}): Promise<View> {
  await goToCheckout(page, shop, wish);
  await page.getByRole("button", { name: PRESS[wish.language ?? "es"].payHere }).click();
  return page.frameLocator("dialog iframe");
}

/** Buys and pays, and tells the number of the order. */
export async function buy(page: Page, shop: Shop, wish: Wish = {}): Promise<string> {
  const { language = "es" } = wish;
  await goToKhipu(page, shop, wish);
  await pay(page, APPROVED, language);
  await sees(page, SAYS[language].paid);
  return orderNumber(page);
}

/** The number of the order that is shown. */
export async function orderNumber(page: Page): Promise<string> {
  const text = await page.locator(".order-number").innerText();
  return text.split(" ").at(-1) ?? "";
}

/** Presses a button of a payment in Khipu's dashboard. */
export async function pressAtKhipu(
  page: Page,
  { khipuUrl }: Shop,
  id: string,
  button: string,
): Promise<string> {
  await page.goto(`${khipuUrl}/dashboard/payments/${id}`);
  return press(page, button);
}

/** Plans a fault in Khipu's dashboard, which comes once. */
export async function planFault(
  page: Page,
  { khipuUrl }: Shop,
  kind: string,
  plan: (form: Locator) => Promise<unknown>,
): Promise<void> {
  await page.goto(`${khipuUrl}/dashboard/faults`);
  const form = page.locator(`#fault-${kind}`);
  await form.locator("summary").click();
  await plan(form);
  await form.getByLabel("Veces").fill("1");
  await form.getByRole("button", { name: "Planear" }).click();
  assert.equal(await flash(page), "La falla está planeada.");
}

/** What the admin sees of an order: the state of each of its payments, the last one first. */
export async function paymentsOf(admin: Page, { url }: Shop, number: string): Promise<string[]> {
  await admin.goto(`${url}/admin/orders/${number}`);
  return admin.locator("h2 .badge").allInnerTexts();
}

/** The numbers of all orders, as the admin sees them, the last one first. */
export async function ordersOf(admin: Page, { url }: Shop): Promise<string[]> {
  await admin.goto(`${url}/admin/orders`);
  return admin.locator("td:first-child").allInnerTexts();
}

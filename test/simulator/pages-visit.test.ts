import { describe, expect, test } from "@jest/globals";
import type { SimulatorOptions } from "../../src/simulator/index.js";
import { coordinateFields, open, payOnPages } from "./support/browser.js";
import { clientOf, createPayment, send, simulate } from "./support/client.js";

const RETURN_URL = "https://shop.example.com/back";
const CANCEL_URL = "https://shop.example.com/cancel";

async function charge(fields: object = {}, options: SimulatorOptions = {}) {
  const simulator = await simulate({ verificationMs: 60_000, ...options });
  const id = await createPayment(clientOf(simulator), fields);
  return { simulator, id, url: `${simulator.url}/payment/info/${id}` };
}

/** What a browser keeps of a `set-cookie`. */
const cookieIn = (headers: Headers) => headers.get("set-cookie")?.split(";")[0] ?? "";

/** Begins to pay at DemoBank, and tells where that leads and what the browser remembers. */
async function begin(url: string, bankId = "Bawdf") {
  const body = new URLSearchParams({ bank_id: bankId, method: "regular_transfer" });
  const to = url.replace("/info/", "/") + "/attempts";
  const { headers } = await send(to, { method: "POST", body });
  return { path: String(headers.get("location")), cookie: cookieIn(headers) };
}

/** The attributes that the first element of the main part carries for scripts. */
function dataOf(html: string): Record<string, string> {
  const [, tag = ""] = /<main[^>]*>\s*<div([^>]*)>/.exec(html) ?? [];
  return Object.fromEntries(
    [...tag.matchAll(/data-([\w-]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

describe("the language of a page", () => {
  test("is what the visitor chose, and stays so", async () => {
    const { url } = await charge();

    const chosen = await send(`${url}?lang=en`);
    const later = await send(url, { headers: { cookie: `a=b; ${cookieIn(chosen.headers)}` } });

    expect(chosen.headers.get("set-cookie")).toBe(
      "khipu_language=en; Path=/; HttpOnly; SameSite=Lax",
    );
    for (const { text } of [chosen, later]) {
      expect(text).toContain('<html lang="en">');
      expect(text).toMatch(/href="\?lang=en"[^>]*aria-current="true"/);
      expect(text).toContain("Choose your bank");
    }
    expect((await send(url)).text).toContain("Elige tu banco");
  });

  test("is remembered in a shop's frame, where a browser keeps no cookie of another site", async () => {
    const { url } = await charge();

    const { headers } = await send(`${url}?lang=en`, { headers: { "sec-fetch-dest": "iframe" } });

    expect(headers.get("set-cookie")).toBe(
      "khipu_language=en; Path=/; HttpOnly; SameSite=None; Secure; Partitioned",
    );
  });

  test("is the simulator's for what is no language", async () => {
    const { url } = await charge({}, { language: "en" });

    const { text, headers } = await send(`${url}?lang=x;evil`, {
      headers: { cookie: "khipu_language=<b>" },
    });

    expect(text).toContain('<html lang="en">');
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("is Spanish where Khipu's words are Spanish", async () => {
    const { url } = await charge({}, { language: "en" });
    const choice = await open(url);

    const refused = await choice.submit("/attempts", { x: "x".repeat(9 * 2 ** 20) });

    expect(choice.html).toMatch(/id="bank_id-Bawdf-hint"[^>]* lang="es"\s*>Este es un banco/);
    expect([refused.status, refused.html.includes('<html lang="es">')]).toEqual([413, true]);
  });

  test("can be changed on a page that a form was answered with", async () => {
    const { url } = await charge();
    const bank = await (await open(url)).submit("/attempts");
    const refused = await bank.submit("/login", { rut: "1", password: "" });

    const again = await send(`${refused.url}?lang=en`);

    expect(again.status).toBe(303);
    expect(new URL(String(again.headers.get("location")), url).href).toBe(bank.url);
    expect(cookieIn(again.headers)).toBe("khipu_language=en");
  });

  test("is also that of subscriptions and of Openpay's pages", async () => {
    const { simulator } = await charge();
    const paths = ["/pac-manager/x", "/openpay/v1/m/charges/c/redirect/"];

    for (const path of paths) {
      const { status, text } = await send(`${simulator.url}${path}?lang=en`);
      expect([status, text.includes("There is no such")]).toEqual([404, true]);
    }
  });
});

describe("a payer who comes back", () => {
  test("can go on with the attempt, with the same bank and method chosen", async () => {
    const { url } = await charge({ amount: 9000 });
    const { path, cookie } = await begin(url, "SDdGj");

    const { text } = await send(url, { headers: { cookie } });

    expect(text).toContain("Tienes un pago sin terminar");
    expect(text).toContain(`href="${path}"`);
    expect(text).toMatch(/value="SDdGj"[^>]* checked/);
    expect(text).toMatch(/value="regular_transfer"[^>]* checked/);
    expect((await send(url)).text).not.toContain("sin terminar");
  });

  test("can do so after the payment has expired, which is not the end for the shop", async () => {
    const { url, simulator, id } = await charge();
    const { path, cookie } = await begin(url);
    await simulator.expire(id);

    const mine = await send(url, { headers: { cookie } });
    const others = await send(url);

    expect(mine.text).toContain("Este cobro venció.");
    expect(mine.text).toContain(`href="${path}"`);
    expect(dataOf(mine.text)).toEqual({ state: "expired" });
    expect(dataOf(others.text)).toMatchObject({ state: "expired", outcome: "ERROR" });
    await simulator.advance(3 * 3_600_000);
    expect((await send(url, { headers: { cookie } })).text).not.toContain(path);
  });

  test("finds a bank's error again, and begins anew from there", async () => {
    const { url } = await charge();
    const failed = await payOnPages(url, "99 99 99");

    const reloaded = await open(failed.url);
    const login = await reloaded.submit("/attempts");

    expect(reloaded.html).toContain("El banco no pudo hacer la transferencia");
    expect(dataOf(reloaded.html)).toEqual({ state: "pending bankError" });
    expect(login.html).toContain("Ingresa a DemoBank");
    expect(login.url).not.toBe(failed.url);
  });
});

describe("a page in a frame", () => {
  async function authorize(url: string, coordinates: string) {
    const bank = await (await open(url)).submit("/attempts");
    const card = await bank.submit("/login", { rut: "11.111.111-1", password: "1234" });
    const headers = { "sec-fetch-dest": "iframe" };
    const body = new URLSearchParams(coordinateFields(coordinates));
    return send(`${card.url}/authorize`, { method: "POST", headers, body });
  }

  test("does not become the shop's page, but tells what has become of the payment", async () => {
    const { url, id } = await charge({ return_url: RETURN_URL });

    const { headers } = await authorize(url, "11 22 33");

    expect(headers.get("location")).toBe(`/payment/info/${id}`);
    expect(dataOf((await open(url)).html)).toEqual({
      ...{ state: "verifying", outcome: "OK", operation: id },
      exit: RETURN_URL,
    });
  });

  test("warns of a doubtful result", async () => {
    const { url } = await charge({ return_url: RETURN_URL });

    await authorize(url, "66 66 66");

    const { html } = await open(url);
    expect(dataOf(html)).toMatchObject({ outcome: "WARNING", exit: RETURN_URL });
    expect(html).toContain("El banco no confirmó el resultado.");
  });

  test.each([
    ["pay", { state: "paid", outcome: "OK", exit: RETURN_URL }],
    ["markPaid", { state: "markedPaid", outcome: "OK", exit: RETURN_URL }],
    [
      "reject",
      {
        ...{ state: "rejected", outcome: "ERROR", exit: CANCEL_URL },
        "failure-reason": "USER_CANCELED",
      },
    ],
    [
      "expire",
      {
        ...{ state: "expired", outcome: "ERROR", exit: CANCEL_URL },
        "failure-reason": "REAL_TIMEOUT",
      },
    ],
  ] as const)("tells the shop's script after %s", async (control, told) => {
    const { url, simulator, id } = await charge({ return_url: RETURN_URL, cancel_url: CANCEL_URL });

    await simulator[control](id);

    expect(dataOf((await open(url)).html)).toEqual({ ...told, operation: id });
  });

  test("goes back to the only address that the shop has given", async () => {
    const { url, simulator, id } = await charge({ return_url: RETURN_URL });

    await simulator.reject(id);

    const { html } = await open(url);
    expect(dataOf(html)).toMatchObject({ outcome: "ERROR", exit: RETURN_URL });
    expect(html).toContain(`href="${RETURN_URL}" target="_top"`);
  });

  test("tells the shop's script that there is no such payment", async () => {
    const { simulator } = await charge();

    const { html } = await open(`${simulator.url}/payment/simplified/nothing`);

    expect(dataOf(html)).toMatchObject({
      ...{ outcome: "ERROR", operation: "nothing" },
      "failure-reason": "INVALID_OPERATION_ID",
    });
  });

  test("leads out of the frame by its links to the shop", async () => {
    const { url } = await charge({ cancel_url: CANCEL_URL });

    expect((await open(url)).html).toContain(`href="${CANCEL_URL}" target="_top"`);
  });
});

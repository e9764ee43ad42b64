import { describe, expect, jest, test } from "@jest/globals";
import { request, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { clientOf, createPayment, RECEIVER, send, simulate } from "./support/client.js";
import { ownForm } from "./support/dashboard.js";

const EVIL = `"><script>alert('x')</script><img src=x onerror="alert(1)">&`;
const EVIL_URL = `http://127.0.0.1:1/?a="><script>alert('x')</script>`;
const SHOWN = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;";
const OUR_SCRIPTS = ["live", "copy"]
  .map((name) => `<script type="module" src="/assets/${name}.js"></script>`)
  .join("");

/** Asks with a `Host` of one's own, which `fetch` does not allow. */
function statusFor(url: string, host: string, path = "/"): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url + path, { headers: { host }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asking.once("error", reject).end();
  });
}

/** A simulator that tells another address than its own, and its own, which only its server knows then. */
async function behindProxy(publicUrl: string) {
  const listening = jest.spyOn(Server.prototype, "listen");
  const simulator = await simulate({ publicUrl });
  const server = listening.mock.contexts[0] as Server;
  listening.mockRestore();
  const { port } = server.address() as AddressInfo;
  return { simulator, url: `http://127.0.0.1:${String(port)}` };
}

describe("another site's page", () => {
  test.each([
    ["a cross-site form", { "sec-fetch-site": "cross-site", origin: "https://evil.example.com" }],
    ["a form of the same site", { "sec-fetch-site": "same-site" }],
    ["an older browser", { origin: "https://evil.example.com" }],
    ["an origin that is hidden", { origin: "null" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
  ])("cannot act through %s", async (_, headers) => {
    const simulator = await simulate({ language: "en" });
    const id = await createPayment(clientOf(simulator));
    const post = (path: string) =>
      send(simulator.url + path, { method: "POST", headers, body: new URLSearchParams() });

    const refused = await post(`/dashboard/payments/${id}/pay`);
    const others = ["/dashboard/clock", "/dashboard/faults", "/dashboard/notifications/1/resend"];
    const statuses = await Promise.all(others.map(async (path) => (await post(path)).status));

    expect(refused.status).toBe(403);
    expect(refused.text).toContain("This request comes from another site");
    expect(refused.text).not.toContain(simulator.apiKey);
    expect(statuses).toEqual([403, 403, 403]);
    expect(simulator.payments()[0]?.status).toBe("pending");
  });

  test.each([
    ["our own form", (url: string) => ownForm(url)],
    ["an older browser's own form", (url: string) => ({ origin: url })],
    [
      "a browser that hides its origin",
      () => ({ origin: "null", "sec-fetch-site": "same-origin" }),
    ],
    ["a tool that is no browser", () => ({})],
  ])("is not taken for %s", async (_, headersFor) => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));

    const { status } = await send(`${simulator.url}/dashboard/payments/${id}/reject`, {
      ...{ method: "POST", headers: headersFor(simulator.url) },
    });

    expect([status, simulator.payments()[0]?.status]).toEqual([303, "done"]);
  });

  test("cannot show the dashboard in a frame, nor listen to what happens", async () => {
    const { url } = await simulate();

    const { headers } = await send(url);
    const events = await send(`${url}/events`, { headers: { "sec-fetch-site": "cross-site" } });

    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(events.status).toBe(403);
  });
});

describe("a name that somebody pointed at this machine", () => {
  test.each(["evil.example.com", "127.0.0.1.evil.example.com:80", "[::2]", "127.0.0.1@evil"])(
    "%j sees nothing",
    async (host) => {
      const { url } = await simulate();

      for (const path of ["/", "/dashboard/requests", "/events"]) {
        expect(await statusFor(url, host, path)).toBe(403);
      }
    },
  );

  test.each(["0.0.0.0", "::", "0:0:0:0:0:0:0:0", "::ffff:127.0.0.1"])(
    "only names of our own are let in when it listens on %s",
    async (host) => {
      const url = (await simulate({ host })).url.replace(/\/\/[^/]*:/, "//localhost:");

      expect(await statusFor(url, "evil.example.com")).toBe(403);
      expect(await statusFor(url, "localhost")).toBe(200);
    },
  );

  test.each(["localhost", "LOCALHOST:1", "127.0.0.1:9", "[::1]:80", "khipu.localhost"])(
    "%j is a name of our own",
    async (host) => {
      const { url } = await simulate();

      expect(await statusFor(url, host)).toBe(200);
    },
  );

  test("is let in when it is that of publicUrl", async () => {
    const { url, simulator } = await behindProxy("https://khipu.example.com/");
    const id = await createPayment(clientOf({ url, apiKey: simulator.apiKey }));
    const headers = { origin: "https://khipu.example.com", "sec-fetch-site": "same-origin" };

    expect(await statusFor(url, "khipu.example.com")).toBe(200);
    expect(await statusFor(url, "shop.example.com")).toBe(403);
    const path = `${url}/dashboard/payments/${id}/pay`;
    expect((await send(path, { method: "POST", headers })).status).toBe(303);
  });
});

describe("script in what a merchant can set", () => {
  test("is shown as it is written, on every page", async () => {
    const simulator = await simulate({ receiver: { name: EVIL }, retryDelaysMs: [] });
    const client = clientOf(simulator);
    const id = await createPayment(client, {
      ...{ subject: EVIL, body: EVIL, custom: EVIL, transaction_id: EVIL, payer_name: EVIL },
      ...{ fixed_payer_personal_identifier: EVIL, picture_url: EVIL_URL, return_url: EVIL_URL },
      ...{ cancel_url: EVIL_URL, notify_url: EVIL_URL, notify_api_version: "3.0" },
    });
    await simulator.pay(id, { name: EVIL, email: EVIL, personalIdentifier: EVIL });
    await client("POST", "/v3/receivers", { ...RECEIVER, business_name: EVIL });
    await client("POST", "/v1/automatic-payment/subscription", {
      ...{
        name: EVIL,
        email: "payer@example.com",
        max_amount: 5000,
        max_amount_per_charge: 5000,
        currency: "CLP",
      },
      ...{ notify_url: EVIL_URL, return_url: EVIL_URL, cancel_url: EVIL_URL },
      ...{ description: EVIL, service_reference: EVIL },
    });
    await client("GET", `/v3/payments/x?${EVIL}`);
    simulator.fault({ kind: "failed-charge", message: EVIL });

    const sections = ["notifications", "notifications/1", "subscriptions", "faults", "bills"];
    const paths = ["requests", `payments/${id}`, ...sections].map((path) => `/dashboard/${path}`);
    for (const path of ["/", `/?q=${encodeURIComponent(EVIL)}`, ...paths]) {
      const { text, status } = await send(simulator.url + path);
      expect([path, status]).toEqual([path, 200]);
      expect(text.replace(OUR_SCRIPTS, "")).not.toMatch(/<script|<img|onerror="/);
      expect(text).toContain(path.endsWith("/1") ? "&lt;script&gt;" : SHOWN);
    }
  });

  test("does not become a link unless it leads to a web page", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator), { subject: "javascript:alert(1)" });

    const { text } = await send(`${simulator.url}/dashboard/payments/${id}`);

    const schemes = Array.from(text.matchAll(/(?:href|action)="([^"]*)"/g), ([, to = ""]) => to);
    expect(schemes.filter((to) => !/^(\/|#|\?|https?:\/\/)/.test(to))).toEqual([]);
    expect(text).toContain("khipu:///pos/");
  });

  test("does not come out of an address of ours", async () => {
    const { url } = await simulate();

    const { text } = await send(`${url}/?said=<script>alert(1)</script>&state="><script>`);

    expect(text.replace(OUR_SCRIPTS, "")).not.toContain("<script");
    expect(text).not.toContain('class="flash');
  });
});

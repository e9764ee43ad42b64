import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, RECEIVER, send, simulate } from "./support/client.js";
import { act, ownForm, said } from "./support/dashboard.js";

describe("the dashboard's language", () => {
  test("is the visitor's once it was asked for, which a cookie remembers", async () => {
    const { url } = await simulate();

    const first = await send(`${url}/`);
    const asked = await send(`${url}/?lang=en`);
    const cookie = asked.headers.get("set-cookie") ?? "";
    const later = await send(`${url}/dashboard/faults`, { headers: { cookie } });
    const back = await send(`${url}/dashboard/faults?lang=es`, { headers: { cookie } });

    expect(first.text).toContain('<html lang="es">');
    expect(first.headers.get("set-cookie")).toBeNull();
    expect(asked.text).toContain("No payments yet");
    expect(cookie).toBe("khipu_language=en; Path=/; HttpOnly; SameSite=Lax");
    expect(later.text).toContain('<html lang="en">');
    expect(later.text).toContain("Plan a fault");
    expect(later.headers.get("set-cookie")).toBeNull();
    expect(back.text).toContain("Planear una falla");
  });

  test("is the simulator's for one that there is not", async () => {
    const { url } = await simulate({ language: "en" });

    const { text, headers } = await send(`${url}/?lang=fr`);

    expect(text).toContain('<html lang="en">');
    expect(headers.get("set-cookie")).toBeNull();
  });

  test("is one that what an action says is told in, too", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));
    const headers = { ...ownForm(simulator.url), cookie: "khipu_language=en" };

    const path = `${simulator.url}/dashboard/payments/${id}/pay`;
    const { headers: answered } = await send(path, { method: "POST", headers });
    const next = await send(`${simulator.url}${answered.get("location") ?? ""}`, { headers });

    expect(said(next)).toBe("The payment is paid.");
  });

  test("is one that refusals are told in, too", async () => {
    const { url } = await simulate();
    const headers = { cookie: "khipu_language=en", "sec-fetch-site": "cross-site" };

    const refused = await send(`${url}/dashboard/clock`, { method: "POST", headers });

    expect(refused.status).toBe(403);
    expect(refused.text).toContain('<html lang="en">');
    expect(refused.text).toContain("This request comes from another site");
  });

  test("is offered in the footer of every page, which keeps what is looked at", async () => {
    const simulator = await simulate();
    const id = await createPayment(clientOf(simulator));

    const payment = await send(`${simulator.url}/dashboard/payments/${id}`);
    const filtered = await send(`${simulator.url}/?state=paid&q=t%26%C3%A9&page=2&said=x&lang=es`);

    const links = ({ text }: { readonly text: string }) =>
      Array.from(text.matchAll(/href="([^"]*)"\s+lang="(\w+)"/g), ([, to, name]) => [name, to]);
    expect(links(payment)).toEqual([
      ["es", "?lang=es"],
      ["en", "?lang=en"],
    ]);
    expect(links(filtered)).toEqual([
      ["es", "?state=paid&amp;q=t%26%C3%A9&amp;page=2&amp;lang=es"],
      ["en", "?state=paid&amp;q=t%26%C3%A9&amp;page=2&amp;lang=en"],
    ]);
  });
});

describe("forgetting everything", () => {
  test("is offered on every page, and asks first what would be lost", async () => {
    const simulator = await simulate({ language: "en" });
    const client = clientOf(simulator);
    await createPayment(client);
    await createPayment(client);

    const home = await send(`${simulator.url}/`);
    const asking = await send(`${simulator.url}/dashboard/reset`);

    expect(home.text).toContain('href="/dashboard/reset"');
    expect(asking.status).toBe(200);
    expect(asking.text).toMatch(/<dt>Payments<\/dt>\s*<dd>2<\/dd>/);
    expect(asking.text).toMatch(/<dt>Notifications<\/dt>\s*<dd>0<\/dd>/);
    expect(asking.text).toContain('method="post" action="/dashboard/reset"');
    expect(simulator.payments()).toHaveLength(2);
  });

  test("empties the simulator, and keeps its credentials", async () => {
    const simulator = await simulate({ language: "en", now: () => 1_800_000_000_000 });
    const client = clientOf(simulator);
    const id = await createPayment(client);
    await client("POST", "/v3/receivers", RECEIVER);
    simulator.fault({ kind: "reset" });
    await simulator.advance(3_600_000);
    let resets = 0;
    simulator.on("reset", () => (resets += 1));

    const home = await act(simulator.url, "/dashboard/reset");

    expect(said(home)).toBe("Everything is forgotten.");
    expect(home.text).toContain("No payments yet");
    expect(home.text).toContain(simulator.apiKey);
    expect(resets).toBe(1);
    expect(simulator.now()).toBe(1_800_000_000_000);
    expect((await client("GET", `/v3/payments/${id}`)).status).toBe(404);
    await createPayment(client);
    expect(simulator.payments()).toHaveLength(1);
  });

  test("is nothing that another site's page can do", async () => {
    const simulator = await simulate();
    await createPayment(clientOf(simulator));
    const headers = { "sec-fetch-site": "cross-site" };

    const refused = await send(`${simulator.url}/dashboard/reset`, { method: "POST", headers });

    expect(refused.status).toBe(403);
    expect(simulator.payments()).toHaveLength(1);
  });
});

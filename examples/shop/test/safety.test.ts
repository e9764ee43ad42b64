import assert from "node:assert/strict";
import { test } from "node:test";
import { configFrom } from "../src/config.js";
import { html } from "../src/web/html.js";
import { goToCheckout, openScene, PASSWORD } from "./support/scene.js";

const scene = await openScene();
const { shop } = scene;

void test("a form without this session's token changes nothing", async () => {
  const browser = await goToCheckout(scene.visitor());
  const stranger = await goToCheckout(scene.visitor());
  const form = browser.fieldsOf("/checkout");

  for (const token of ["", "x", stranger.fieldsOf("/checkout")["token"] ?? ""]) {
    await browser.post("/checkout", { ...form, token });
    assert.equal(browser.status, 403);
  }
  assert.equal(shop.database.prepare("select count(*) as n from orders").pluck().get(), 0);
});

void test("a cookie that was changed counts for nothing", async () => {
  const forged = Buffer.from(JSON.stringify({ id: "x", until: 1e15 })).toString("base64url");
  for (const cookie of [
    `admin=${forged}.${"A".repeat(43)}`,
    `admin=${forged}`,
    "admin=.",
    "admin",
  ]) {
    const answer = await fetch(`${shop.url}/admin/orders`, {
      headers: { cookie },
      redirect: "manual",
    });
    assert.equal(answer.headers.get("location"), "/admin/login");
  }
});

void test("a cart's cookie is no admin's", async () => {
  const { headers } = await fetch(`${shop.url}/`);
  const cookie = (headers.getSetCookie()[0] ?? "").split(";", 1)[0] ?? "";
  const answer = await fetch(`${shop.url}/admin/orders`, {
    headers: { cookie: cookie.replace(/^shop=/, "admin=") },
    redirect: "manual",
  });
  assert.equal(answer.headers.get("location"), "/admin/login");
});

void test("the administration wants its password, and forgets who leaves", async () => {
  const browser = await scene.visitor().open("/admin/login");
  await browser.submit("/admin/login", { password: `${PASSWORD} `.slice(1) });
  assert.equal(browser.status, 401);
  await browser.submit("/admin/login", { password: PASSWORD });
  await browser.follow("/admin");
  assert.match(browser.words, /Pedidos/);

  await browser.submit("/admin/logout");
  await browser.open("/admin/orders");
  assert.equal(browser.location, "/admin/login");
});

void test("what people type is text on every page", async () => {
  const attack = `"><script>alert(1)</script>'@example.com`;
  const browser = await goToCheckout(scene.visitor());
  await browser.submit("/checkout", { how: "redirect", email: attack });
  await browser.open(browser.location.replace(shop.url, "") || "/");
  const admin = await scene.admin();
  await admin.follow("/admin/orders");
  const [, order = ""] = /href="(\/admin\/orders\/[^"]+)"/.exec(admin.text) ?? [];
  await admin.open(order || "/admin/orders");

  for (const { text } of [browser, admin]) assert.doesNotMatch(text, /<script>alert/);
  assert.equal(
    html`<p title="${attack}">${attack}</p>`.text,
    `<p title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;@example.com">` +
      `&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;@example.com</p>`,
  );
});

void test("pages allow no inline script or style, and tell nobody an order's address", async () => {
  const { headers } = await fetch(`${shop.url}/`);
  const policy = headers.get("content-security-policy") ?? "";

  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe/);
  assert.equal(headers.get("referrer-policy"), "same-origin");
  const cookie = headers.getSetCookie()[0] ?? "";
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Lax/);
});

void test("cookies are Secure where the shop is reached by https", async () => {
  const secure = await openScene({ publicUrl: "https://shop.example" });
  const { headers } = await fetch(secure.shop.localUrl);
  assert.match(headers.getSetCookie()[0] ?? "", /Secure/);
  assert.match(headers.get("strict-transport-security") ?? "", /max-age/);
});

void test("a page that is not there says so", async () => {
  const browser = await scene.visitor().open("/orders/nobody-knows-this");
  assert.equal(browser.status, 404);
  assert.match(browser.words, /Esta página no existe/);
});

void test("a shop that is not configured names everything that is missing", () => {
  assert.throws(
    () => configFrom({ PORT: "x" }),
    (error: Error) => {
      for (const name of [
        "PORT",
        "PUBLIC_URL",
        "KHIPU_API_KEY",
        "KHIPU_WEBHOOK_SECRET",
        "KHIPU_RECEIVER_ID",
      ]) {
        assert.match(error.message, new RegExp(name));
      }
      return true;
    },
  );
});

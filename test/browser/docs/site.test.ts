import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import {
  assertAccessible,
  assertFits,
  type Looks,
  photograph,
  useChromium,
  type Visitor,
} from "../support/visitor.js";
import { VERSION } from "../../../src/version.js";
import { serveSite } from "./served.js";

const open = useChromium();
let site: Awaited<ReturnType<typeof serveSite>>;
const visitors: Visitor[] = [];
before(async () => {
  site = await serveSite();
});
after(() => site.close());
afterEach(async () => {
  const problems = visitors.flatMap((visitor) => visitor.problems());
  await Promise.all(visitors.splice(0).map((visitor) => visitor.close()));
  assert.deepEqual(problems, []);
});

/** Opens a page, and waits until its script has taken it over. */
async function enter(path: string, looks?: Looks) {
  const visitor = await open(looks);
  visitors.push(visitor);
  const { page } = visitor;
  await page.goto(site.url + path);
  await page.waitForFunction(() => "__vue_app__" in (document.querySelector("#app") ?? {}));
  return page;
}

const PAGES = [
  ["home", "/", "khipu-sdk"],
  ["home-es", "/es/", "khipu-sdk"],
  ["start", "/start.html", "khipu-sdk"],
  ["guide", "/guides/settling.html", "Exactly once"],
  ["guide-es", "/es/guides/refunds.html", "Devolver plata"],
  ["entry", "/reference/khipu-sdk/webhooks/", "khipu-sdk/webhooks"],
  ["method", "/reference/khipu-sdk/interfaces/Payments.html", "Payments"],
  ["method-es", "/es/reference/khipu-sdk/interfaces/Payments.html", "Interfaz: Payments"],
] as const;
const LOOKS = [
  ["desktop", {}],
  ["dark", { isDark: true }],
  ["phone", { isPhone: true }],
] as const;

for (const [name, path, title] of PAGES) {
  for (const [look, looks] of LOOKS) {
    test(`${name}, ${look}: its title, nothing beside the window, nothing that axe finds serious`, async () => {
      const page = await enter(path, looks);

      assert.match(await page.locator("h1").first().innerText(), new RegExp(title));
      await photograph(page, `site-${name}-${look}`, false);
      await assertFits(page);
      await assertAccessible(page);
    });
  }
}

for (const [path, words, hit] of [
  ["/", "exactly once", /guides\//],
  ["/", "verifyNotification", /reference\/.*verifyNotification/],
  ["/es/", "devolucion", /es\/guides\//],
  ["/es/", "verifyNotification", /es\/reference\/.*verifyNotification/],
] as const) {
  test(`a search from ${path} for ${words} finds a page in the same language`, async () => {
    const page = await enter(path);
    await page.keyboard.press("/");
    await page.locator("#localsearch-input").fill(words);
    const links = page.locator("#localsearch-list a");
    await links.first().waitFor();
    await photograph(
      page,
      `site-search-${path === "/" ? "en" : "es"}-${words.split(" ")[0] ?? ""}`,
      false,
    );
    const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")));

    assert(
      found.some((href) => hit.test(href ?? "")),
      found.join(" "),
    );
  });
}

test("the version is that of the release, and leads to what changed", async () => {
  const page = await enter("/");
  await page
    .getByRole("link", { name: `v${VERSION}` })
    .first()
    .click();
  await page.getByRole("heading", { name: "Changelog" }).waitFor();
});

test("the other language is one choice away, on the same page", async () => {
  const page = await enter("/guides/refunds.html");
  await page.getByRole("button", { name: "Change language" }).first().hover();
  await page.getByRole("link", { name: "Español" }).first().click();
  await page.waitForURL(/\/es\/guides\/refunds/);
  await page.getByRole("heading", { name: "Devolver plata" }).first().waitFor();
});

test("a phone has the menu of the guides behind a button", async () => {
  const page = await enter("/guides/settling.html", { isPhone: true });
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Refunds" }).first().waitFor();
  await photograph(page, "site-menu-phone", false);
});

test("what is not there says so", async () => {
  const visitor = await open();
  await visitor.page.goto(`${site.url}/no-such-page`);
  await visitor.page.getByText("PAGE NOT FOUND").waitFor();
  await visitor.close();
});

test("agents find an index, and each page of it as it was written", async () => {
  const index = await (await fetch(`${site.url}/llms.txt`)).text();
  assert.match(index, /^# khipu-sdk\n\n> /);
  const links = Array.from(index.matchAll(/\]\(\.(\/[^)]+)\)/g), ([, link = ""]) => link);
  assert(links.length > 30, index);
  for (const link of links) {
    const { status } = await fetch(site.url + link);
    assert.equal(status, 200, link);
  }
  const full = await (await fetch(`${site.url}/llms-full.txt`)).text();
  assert.match(full, /# Function: verifyNotification\(\)/);
  assert.match(full, /# Refunds/);
});

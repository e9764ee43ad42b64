import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { type Scene, useDashboard, useServers } from "./support/dashboard.js";
import { dashboardPaths, fill } from "./support/full-simulator.js";

const open = useDashboard();
const serve = useServers();

const EVIL = `"'><script>alert(1)</script><img src=x onerror="alert(2)"><b data-evil>&lt;`;
const EVIL_QUERY = `?a="><script>alert(4)</script><b data-evil>`;

test("script in whatever a merchant can set is text on every page", async () => {
  const merchant = await serve((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "text/html" }).end(EVIL);
  });
  const receiver = { name: EVIL };
  const scene = await open({ options: { receiver, verificationMs: 3_600_000 } });
  const { page, go, simulator, provokes } = scene;
  provokes(/payments\/none: .* 404/);
  // Here, so that everything also comes in by way of the script that keeps pages up to date.
  await go("/");
  const id = await fill(simulator, {
    text: (what) => `${what} ${EVIL}`,
    merchant,
    query: EVIL_QUERY,
  });
  await page.getByText(`Ceremonial tea ${EVIL}`).first().waitFor();
  await assertHarmless(page);

  const search = `/?q=${encodeURIComponent(EVIL)}`;
  const crooked = `/?state=${encodeURIComponent(EVIL)}&page=${encodeURIComponent(EVIL)}&said=${encodeURIComponent(EVIL)}`;
  for (const path of [...dashboardPaths(id), search, crooked]) {
    await go(path);
    await openAll(page);
    await assertHarmless(page);
  }
  await assertShown(scene, `/dashboard/payments/${id}`, ["Ceremonial tea", "Thank you", "cart 7"]);
  await assertShown(scene, `/dashboard/payments/${id}`, ["order-1007", "Ana Pérez", ""]);
  await assertShown(scene, "/dashboard/notifications/1", [""]);
  await assertShown(scene, "/dashboard/subscriptions", [
    "Tea club",
    "club-7",
    "March",
    "order-1008",
  ]);
  await assertShown(scene, "/dashboard/faults", ["No money", "nothing"]);
  await assertShown(scene, "/dashboard/requests", ["Shop/1.0"]);
  await assertShown(scene, "/dashboard/bills", [""]);
});

async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
}

async function assertHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const strange = document.querySelectorAll(
      "img, svg, iframe, b, [onerror], [onload], [data-evil]",
    );
    const links = [...document.querySelectorAll("a")].map(({ protocol }) => protocol);
    const scripts = [...document.scripts].map(({ src }) => new URL(src).pathname);
    return { strange: strange.length, scripts, protocols: [...new Set(links)] };
  });
  assert.deepEqual(
    found,
    { strange: 0, scripts: ["/assets/live.js", "/assets/copy.js"], protocols: ["http:"] },
    page.url(),
  );
}

async function assertShown({ page, go }: Scene, path: string, whats: readonly string[]) {
  await go(path);
  await openAll(page);
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  for (const what of whats) assert.ok(text.includes(`${what} ${EVIL}`.trim()), `${path}: ${what}`);
}

test("another site's page can neither act nor frame nor listen", async () => {
  const { page, create, simulator, url, provokes } = await open();
  const id = await create();
  const stranger = await serve((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>Win</title>
      <form method="post" action="${url}/dashboard/payments/${id}/pay"><button>Win</button></form>
      <form method="post" action="${url}/dashboard/reset"><button>Lose</button></form>
      <iframe src="${url}/"></iframe>`);
  });
  // Another port is another origin of the same site; another name is another site.
  for (const elsewhere of [stranger, stranger.replace("127.0.0.1", "localhost")]) {
    provokes(/frame-ancestors|x-frame-options|CORS policy|ERR_FAILED|403|ERR_BLOCKED_BY_RESPONSE/i);
    await page.goto(elsewhere);
    const framed = page.frames()[1];
    // The page is there before the refusal of what is in its frame.
    if (framed?.url() === "") {
      await page.waitForEvent("framenavigated", { predicate: (frame) => frame === framed });
    }
    assert.equal(framed?.url(), "chrome-error://chromewebdata/");
    const heard = await page.evaluate(
      (to) =>
        fetch(to).then(
          (answer) => answer.text(),
          () => "nothing",
        ),
      `${url}/events`,
    );
    assert.equal(heard, "nothing");
    for (const button of ["Win", "Lose"]) {
      await page.goto(elsewhere);
      await page.getByRole("button", { name: button }).click();
      await page.getByText("This request comes from another site").waitFor();
      assert.ok(!(await page.content()).includes(simulator.apiKey));
    }
  }

  assert.deepEqual(
    simulator.payments().map(({ payment_id, status }) => [payment_id, status]),
    [[id, "pending"]],
  );
});

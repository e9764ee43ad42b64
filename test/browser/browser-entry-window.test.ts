import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Frame, Page } from "playwright-core";
import { CHECKOUT, checkout, heard, NONCE, openCheckout, PAGES } from "./support/checkout.js";
import { APPROVED, pay, sees, useScenes, WORDS } from "./support/payer.js";
import { assertAccessible, assertFits, photograph } from "./support/visitor.js";

const KEPT_OUT =
  "Loading the script 'SIMULATOR/v1/kws.js' violates the following Content Security Policy directive: " +
  `"script-src 'nonce-r4nd0m'". Note that 'script-src-elem' was not explicitly set, so 'script-src' is used ` +
  "as a fallback. The action has been blocked.";

describe("the window of openPayment", () => {
  const scene = useScenes();

  test(
    "leaves the last page out",
    scene({ pages: PAGES }, async (scene) => {
      const { page, create } = scene;
      await openCheckout(scene, (await create()).payment_id, { options: { skipExitPage: true } });
      await pay(page.frameLocator("iframe"));
      await heard(page, 2);
      assert.equal(await page.locator("dialog, iframe").count(), 0);
    }),
  );

  test(
    "speaks the shop's language to the end, and stands where the shop wants it",
    scene({ pages: PAGES }, async (scene) => {
      const { page, shop, create } = scene;
      const { payment_id: id } = await create();
      const options = { locale: "en_US" };
      await openCheckout(scene, id, { options, isInside: true, site: shop.otherUrl });
      const frame = page.frameLocator("#root > iframe");
      await pay(frame, APPROVED, "en");
      assert.match((await heard(page, 2))[0] ?? "", /^verifying - true /);
      await sees(frame, WORDS.en.verifying);
      assert.equal(await page.locator("dialog").count(), 0);
    }),
  );

  test(
    "is as dark as the shop wants it",
    scene({ pages: PAGES }, async (scene) => {
      const { page, create } = scene;
      // What a test says of the browser would go before what the page says of the frame.
      await page.emulateMedia({ colorScheme: null });
      const { payment_id: id } = await create();
      for (const [theme, isDark] of [
        ["light", false],
        ["dark", true],
      ] as const) {
        await openCheckout(scene, id, { options: { style: { theme } } });
        const frame = await frameOf(page);
        const found = await frame.evaluate(
          () => matchMedia("(prefers-color-scheme: dark)").matches,
        );
        assert.equal(found, isDark, theme);
      }
    }),
  );

  test(
    "is usable for everybody, on a phone and on a desktop",
    scene({ pages: PAGES }, async (scene) => {
      const { page, create } = scene;
      await openCheckout(scene, (await create()).payment_id);
      await page.frameLocator("iframe").getByRole("button", { name: "Continuar" }).waitFor();
      await photograph(page, "kws-desktop", false);
      for (const size of [
        { width: 1280, height: 800 },
        { width: 320, height: 640 },
      ]) {
        await page.setViewportSize(size);
        await assertFits(page);
        await assertAccessible(page);
      }
    }),
  );
});

/** The frame of the window, once it shows what can be chosen. */
async function frameOf(page: Page): Promise<Frame> {
  await page.frameLocator("iframe").getByRole("button", { name: "Continuar" }).waitFor();
  const frame = await (await page.locator("iframe").elementHandle())?.contentFrame();
  assert(frame);
  return frame;
}

describe("openPayment under a Content-Security-Policy", () => {
  const scene = useScenes();
  const policy = (query: URLSearchParams) =>
    [
      ...[
        "default-src 'none'",
        `script-src 'nonce-${NONCE}'`,
        `style-src 'nonce-${NONCE}'`,
        "img-src data:",
      ],
      `frame-src ${query.get("khipu") ?? ""}`,
    ].join("; ");
  const pages = checkout({ ...CHECKOUT, policy });

  test(
    "takes the page's nonce",
    scene({ pages }, async (scene) => {
      const { page, create } = scene;
      await openCheckout(scene, (await create()).payment_id, { options: { nonce: NONCE } });
      await pay(page.frameLocator("iframe"));
      assert.match((await heard(page, 2))[0] ?? "", /^verifying - true /);
    }),
  );

  test(
    "tells that the script is kept out without it",
    scene({ pages, provoked: [KEPT_OUT] }, async (scene) => {
      const { page, create } = scene;
      await openCheckout(scene, (await create()).payment_id);
      assert.deepEqual(await heard(page, 1), ["KhipuBrowserError script-failed"]);
    }),
  );
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { bundle, CHECKOUT, checkoutPage, heard, openCheckout, PAGES } from "./support/checkout.js";
import {
  APPROVED,
  BANK_ERROR,
  DOUBTFUL,
  pay,
  type Scene,
  sees,
  useScenes,
  WORDS,
} from "./support/payer.js";

describe("openPayment", () => {
  const scene = useScenes();

  for (const [where, site] of [
    ["another origin", "url"],
    ["another site", "otherUrl"],
  ] as const) {
    test(
      `tells of a shop on ${where} that the payment is verified, never that it is paid`,
      scene({ pages: PAGES }, async (scene) => {
        const { page, simulator, shop, create } = scene;
        const { payment_id: id } = await create();
        await openCheckout(scene, id, { site: scene.shop[site] });
        await pay(page.frameLocator("iframe"));
        const said = await heard(page, 2);
        assert.deepEqual(said, [
          `verifying - true ${shop.url}/return`,
          "OPERATION_STARTED OPERATION_FINISHED",
        ]);
        assert.equal(simulator.payments()[0]?.status, "verifying");
        assert.deepEqual(shop.notifications, []);
        // The shop's page stayed: the return is in the frame, not around it.
        await sees(page.frameLocator("iframe"), WORDS.es.verifying);
        assert.equal(new URL(page.url()).pathname, "/checkout");
        await simulator.pay(id);
        await sees(page.frameLocator("iframe"), WORDS.es.paid);
        // The second word of the window, that it is paid now, is nobody's business here.
        assert.deepEqual(await heard(page, 2), said);
      }),
    );
  }

  test(
    "works on the simulator's own origin",
    scene({}, async (scene) => {
      const { page, simulator, create } = scene;
      const { payment_id: id } = await create();
      const code = await bundle();
      await page.route(`${simulator.url}/khipu.js`, (route) =>
        route.fulfill({ contentType: "text/javascript", body: code }),
      );
      await page.route(`${simulator.url}/checkout*`, (route) => {
        const html = checkoutPage(CHECKOUT);
        return route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
      });
      await openCheckout(scene, id, { site: simulator.url });
      await pay(page.frameLocator("iframe"));
      assert.match((await heard(page, 2))[0] ?? "", /^verifying - true /);
    }),
  );

  for (const [how, close] of [
    ["its button", (page: Scene["page"]) => page.getByRole("button", { name: "Cerrar" }).click()],
    ["Escape", (page: Scene["page"]) => page.keyboard.press("Escape")],
    [
      "Escape in its frame",
      (page: Scene["page"]) =>
        page.frameLocator("iframe").getByRole("button", { name: "Continuar" }).press("Escape"),
    ],
  ] as const) {
    test(
      `tells that the window was closed with ${how}, and opens it again`,
      scene({ pages: PAGES }, async (scene) => {
        const { page, create } = scene;
        const { payment_id: id } = await create();
        await openCheckout(scene, id);
        await page.frameLocator("iframe").getByRole("button", { name: "Continuar" }).waitFor();
        await close(page);
        assert.equal((await heard(page, 2))[0], "notAuthorised USER_CANCELED true -");
        assert.equal(await page.locator("dialog, iframe").count(), 0);
        assert.equal(await page.locator("#pay:focus").count(), 1);
        await page.locator("#pay").click();
        await pay(page.frameLocator("iframe"));
        assert.match((await heard(page, 4))[2] ?? "", /^verifying - true /);
      }),
    );
  }

  for (const [what, coordinates, told] of [
    ["a doubtful transfer is doubtful", DOUBTFUL, /^doubtful - true /],
    ["a transfer after an error is verified", BANK_ERROR, /^verifying - true /],
  ] as const) {
    test(
      `tells that ${what}`,
      scene({ pages: PAGES, isPhone: true }, async (scene) => {
        const { page, create } = scene;
        const { payment_id: id } = await create();
        await openCheckout(scene, id);
        const frame = page.frameLocator("iframe");
        await pay(frame, coordinates);
        if (coordinates === BANK_ERROR) {
          await sees(frame, "El banco no pudo hacer la transferencia");
          assert.equal(await page.locator("#said li").count(), 0);
          await frame.getByRole("link", { name: "Elegir otro banco" }).click();
          await pay(frame, APPROVED);
        }
        assert.match((await heard(page, 2))[0] ?? "", told);
      }),
    );
  }

  test(
    "tells that the payer refused the payment, and that there is no such payment",
    scene(
      {
        pages: PAGES,
        provoked: [
          "Failed to load resource: the server responded with a status of 404 (Not Found)",
        ],
      },
      async (scene) => {
        const { page, shop, create } = scene;
        await openCheckout(scene, (await create()).payment_id);
        const frame = page.frameLocator("iframe");
        await frame.getByText("¿No quieres pagar este cobro?").click();
        await frame.getByRole("button", { name: "Rechazar este cobro" }).click();
        const told = `notAuthorised USER_CANCELED true ${shop.url}/cancel`;
        assert.equal((await heard(page, 2))[0], told);
        await openCheckout(scene, "nadaaaaaaaaa");
        assert.equal((await heard(page, 2))[0], "notAuthorised INVALID_OPERATION_ID true -");
      },
    ),
  );

  for (const [what, elsewhere, told] of [
    ["was paid in another tab", "pay", /^verifying - true /],
    ["has expired", "expire", /^notAuthorised REAL_TIMEOUT true /],
  ] as const) {
    test(
      `tells that the payment ${what} while the window was open`,
      scene({ pages: PAGES }, async (scene) => {
        const { page, simulator, create } = scene;
        const { payment_id: id } = await create();
        await openCheckout(scene, id);
        await page.frameLocator("iframe").getByRole("button", { name: "Continuar" }).waitFor();
        await simulator[elsewhere](id);
        assert.match((await heard(page, 2))[0] ?? "", told);
      }),
    );
  }

  test(
    "refuses to open a payment twice at once, and closes the window when it is aborted",
    scene({ pages: PAGES }, async (scene) => {
      const { page, create } = scene;
      await openCheckout(scene, (await create()).payment_id);
      await page.locator("iframe").waitFor();
      // The window is over the page: a second click comes from a script, or a nervous double click.
      await page.locator("#pay").dispatchEvent("click");
      assert.deepEqual(await heard(page, 1), ["KhipuBrowserError already-open"]);
      assert.equal(await page.locator("iframe").count(), 1);
      await page.locator("#abort").dispatchEvent("click");
      assert.equal((await heard(page, 2))[1], "AbortError signal is aborted without reason");
      assert.equal(await page.locator("dialog, iframe").count(), 0);
      assert.equal(await page.locator("script[src$='kws.js']").count(), 1);
    }),
  );
});

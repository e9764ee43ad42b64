import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { charge, exampleOf, subscribe } from "./support/others.js";
import {
  APPROVED,
  authorize,
  BANK_ERROR,
  choose,
  DOUBTFUL,
  logIn,
  pay,
  type Scene,
  sees,
  UNPROCESSABLE,
  useScenes,
} from "./support/payer.js";
import { assertAccessible, assertFits, photograph } from "./support/visitor.js";

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
/** The narrowest phones in use, and a desktop at 400%. */
const NARROW = { width: 320, height: 640 };
/** Each size and each scheme; colours are the same at every size. */
const LOOKS = [
  [PHONE, "light"],
  [PHONE, "dark"],
  [DESKTOP, "dark"],
  [NARROW, "light"],
] as const;

/** Texts as long as they may be, some without a place to break. */
const LONG = {
  ...{ amount: 123456789.55, currency: "USD", subject: "A".repeat(120) },
  ...{ transaction_id: "B".repeat(100), body: `${"C".repeat(300)}\n${"palabras ".repeat(60)}` },
};

/** How each state of the payer's pages is come to. */
const STATES: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  "the choice of a bank": async ({ page, create }) => {
    await page.goto((await create()).payment_url);
    await page.getByText("¿No quieres pagar este cobro?").click();
  },
  "the choice of a bank with long texts": async ({ page, create }) => {
    await page.goto((await create(LONG)).payment_url);
    await page.getByText("Ver la descripción").click();
  },
  "the choice of a bank for a small amount": async ({ page, create }) => {
    await page.goto((await create({ amount: 100 })).simplified_transfer_url);
    await page.getByText("Ningún banco acepta un monto tan bajo.").waitFor();
  },
  "a payment to resume": async ({ page, create }) => {
    const { payment_url: url } = await create();
    await page.goto(url);
    await choose(page);
    await page.goto(`${url}?lang=en`);
    await page.getByText("You began to pay at").waitFor();
  },
  "the bank's login": async ({ page, create }) => {
    const fixed = { fixed_payer_personal_identifier: "44.444.444-4" };
    await page.goto((await create(fixed)).payment_url);
    await choose(page);
  },
  "the bank's login after a mistake": async ({ page, create }) => {
    await page.goto((await create()).payment_url);
    await choose(page);
    await logIn(page, { rut: "1-1" });
    await page.getByRole("alert").waitFor();
  },
  "the card's coordinates": async ({ page, create }) => {
    await page.goto((await create()).payment_url);
    await choose(page);
    await logIn(page);
    await sees(page, "Autoriza la transferencia");
  },
  "the card's coordinates after a mistake": async ({ page, create }) => {
    await page.goto((await create()).payment_url);
    await pay(page, "11 22 34");
    await page.getByRole("alert").waitFor();
  },
  "an error of the bank": async ({ page, create }) => {
    await page.goto((await create()).payment_url);
    await pay(page, BANK_ERROR);
    await sees(page, "El banco no pudo hacer la transferencia");
  },
  "a payment that is verified": async ({ page, create }) => {
    await page.goto((await create({ return_url: undefined })).payment_url);
    await pay(page, APPROVED);
    await sees(page, "Estamos verificando tu pago.");
  },
  "a doubtful payment": async ({ page, create }) => {
    await page.goto((await create({ return_url: undefined })).payment_url);
    await pay(page, DOUBTFUL);
    await page.getByText("No pagues otra vez").waitFor();
  },
  "a paid payment": async ({ page, create, simulator }) => {
    const { payment_id: id, payment_url: url } = await create();
    await simulator.pay(id);
    await page.goto(url);
  },
  "a rejected payment": async ({ page, create, simulator }) => {
    const { payment_id: id, payment_url: url } = await create();
    await simulator.reject(id);
    await page.goto(url);
  },
  "an expired payment": async ({ page, create, simulator }) => {
    const { payment_id: id, payment_url: url } = await create();
    await simulator.expire(id);
    await page.goto(url);
  },
  "a reversed payment": async ({ page, create, simulator }) => {
    const { payment_id: id, payment_url: url } = await create();
    await simulator.pay(id);
    await simulator.reverse(id);
    await page.goto(url);
  },
  "a subscription to sign": async (scene) => {
    await scene.page.goto(await subscribe(scene));
  },
  "a charge of Openpay to pay by card": async ({ page, simulator }) => {
    await page.goto(await charge(simulator, exampleOf("hosted-page")));
  },
  "a charge of Openpay at its provider": async ({ page, simulator }) => {
    await page.goto(await charge(simulator, {}));
  },
  "a payment that does not exist": async ({ page, simulator }) => {
    await page.goto(`${simulator.url}/payment/info/none`);
  },
};

const NOT_FOUND = "Failed to load resource: the server responded with a status of 404 (Not Found)";

/** States that are no success over HTTP, which Chromium notes. */
function provokedBy(state: string): readonly string[] {
  if (state.endsWith("a mistake")) return [UNPROCESSABLE];
  return state.endsWith("does not exist") ? [NOT_FOUND] : [];
}

describe("on a phone, a narrow one and a desktop, in the light and in the dark", () => {
  const scene = useScenes();

  for (const [state, show] of Object.entries(STATES)) {
    test(
      `everybody can use ${state}`,
      scene({ isPhone: true, provoked: provokedBy(state) }, async (scene) => {
        const { page } = scene;
        await page.emulateMedia({ reducedMotion: "reduce" });
        await show(scene);
        for (const [viewport, colorScheme] of LOOKS) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme });
          await assertFits(page);
          await assertAccessible(page);
        }
      }),
    );
  }

  test(
    "a payer with a phone sees the banks before the small print",
    scene({ isPhone: true }, async ({ page, create }) => {
      await page.goto((await create({ transaction_id: "1042" })).payment_url);
      const topOf = async (text: string) =>
        (await page.getByText(text, { exact: true }).boundingBox())?.y ?? Number.NaN;
      const [bank, button] = [await topOf("Banco Estado"), await topOf("Continuar")];
      assert.ok(bank < PHONE.height, `the banks begin at ${bank} px`);
      for (const fact of ["Tiempo para pagar", "Referencia", "N.º de cobro"]) {
        assert.ok((await topOf(fact)) > button, `${fact} comes before the button`);
      }
      await photograph(page, "payer-choose-phone");
    }),
  );

  test(
    "a payer who authorises at night is not dazzled",
    scene({ isPhone: true, isDark: true }, async ({ page, create }) => {
      await page.goto((await create()).payment_url);
      await choose(page);
      await logIn(page);
      await sees(page, "Autoriza la transferencia");
      await photograph(page, "payer-authorize-phone-dark");
      const [background, text] = await page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return [backgroundColor, color].map((rgb) =>
          [...rgb.matchAll(/\d+/g)].slice(0, 3).reduce((sum, [part]) => sum + Number(part), 0),
        );
      });
      assert(Number(background) < 150 && Number(text) > 600, `not dark: ${background}, ${text}`);
      await authorize(page, APPROVED);
    }),
  );
});

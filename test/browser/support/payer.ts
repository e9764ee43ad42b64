import assert from "node:assert/strict";
import type { FrameLocator, Page } from "playwright-core";
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../src/simulator/index.js";
import { openSite, type Page as SitePage, type Site } from "./site.js";
import { type Looks, useChromium, type Visitor } from "./visitor.js";

/** Money is found when a test moves the clock by this, and never before. */
export const VERIFICATION_MS = 600_000;

/** Card coordinates, and what the bank makes of them. */
export const APPROVED = "11 22 33";
export const BANK_ERROR = "99 99 99";
export const DOUBTFUL = "66 66 66";

/** What Chromium notes of a page that says what the payer got wrong. */
export const UNPROCESSABLE =
  "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)";

/** What is clicked and filled in, as a payer finds it: by its name. */
export const WORDS = {
  es: {
    continue: "Continuar",
    rut: "RUT",
    password: "Clave",
    enter: "Ingresar",
    coordinate: "Coordenada",
    authorize: /^Autorizar \$/,
    verifying: "Estamos verificando tu pago.",
    paid: "El pago está hecho.",
    back: "Volver al comercio",
  },
  en: {
    continue: "Continue",
    rut: "RUT",
    password: "Password",
    enter: "Log in",
    coordinate: "Coordinate",
    authorize: /^Authorise /,
    verifying: "We are verifying your payment.",
    paid: "The payment is made.",
    back: "Back to the shop",
  },
} as const;

/** A page, or a frame in one. */
export type View = Pick<Page | FrameLocator, "getByRole" | "getByLabel" | "getByText" | "locator">;
type Language = keyof typeof WORDS;

/** A payment as its creation answered. */
export interface Created {
  readonly payment_id: string;
  readonly payment_url: string;
  readonly simplified_transfer_url: string;
}

/** A simulator and a shop of one's own, and somebody who looks at them. */
export interface Scene extends Visitor {
  readonly simulator: Simulator;
  readonly shop: Site;
  /** Opens a browser for somebody else. */
  open(looks?: Looks): Promise<Visitor>;
  /** Posts to the simulator's API, and gives the answer. */
  post<Answer>(path: string, body: object): Promise<Answer>;
  create(fields?: object): Promise<Created>;
}

/** How a scene is set. */
export interface Setting extends Looks {
  readonly simulator?: SimulatorOptions;
  /** Pages of the shop. */
  readonly pages?: Readonly<Record<string, SitePage>>;
  /** What the browser may complain about because the test provokes it: without the page's address. */
  readonly provoked?: readonly string[];
}

/** Starts Chromium for the tests of a file; gives what makes a test of a scene. */
export function useScenes() {
  const open = useChromium();
  return (setting: Setting, play: (scene: Scene) => Promise<void>) => async () => {
    const simulator = await startSimulator({
      ...{ seed: "payer", verificationMs: VERIFICATION_MS },
      ...{ receiver: { name: "Librería de ejemplo" }, ...setting.simulator },
    });
    const shop = await openSite(setting.pages);
    const visitors = [await open(setting)];
    try {
      await play({
        ...(visitors[0] as Visitor),
        ...{ simulator, shop, ...apiOf(simulator, shop) },
        open: async (looks) => {
          const visitor = await open(looks);
          visitors.push(visitor);
          return visitor;
        },
      });
      const problems = visitors.flatMap((visitor) => visitor.problems());
      const found = problems.map((problem) =>
        problem.replace(/^\S+: /, "").replaceAll(simulator.url, "SIMULATOR"),
      );
      assert.deepEqual(found, setting.provoked ?? []);
    } finally {
      await Promise.all(visitors.map((visitor) => visitor.close()));
      await Promise.all([simulator.close(), shop.close()]);
    }
  };
}

function apiOf(simulator: Simulator, shop: Site): Pick<Scene, "post" | "create"> {
  const post = async <Answer>(path: string, body: object) => {
    const answer = await fetch(simulator.url + path, {
      method: "POST",
      headers: { "x-api-key": simulator.apiKey, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return JSON.parse(text) as Answer;
  };
  return {
    post,
    create: (fields = {}) =>
      post<Created>("/v3/payments", {
        ...{ amount: 15900, currency: "CLP", subject: "Pedido 1042", transaction_id: "1042" },
        body: "Dos libros: «La amortajada» y «Hijo de ladrón».",
        ...{ return_url: `${shop.url}/return`, cancel_url: `${shop.url}/cancel` },
        ...{ notify_url: `${shop.url}/notify`, notify_api_version: "3.0" },
        ...fields,
      }),
  };
}

/** Chooses the first bank. */
export async function choose(view: View, language: Language = "es"): Promise<void> {
  await view.getByRole("button", { name: WORDS[language].continue, exact: true }).click();
}

/** Logs in at the bank. */
export async function logIn(
  view: View,
  { language = "es", rut = "11.111.111-1" }: { language?: Language; rut?: string } = {},
): Promise<void> {
  const words = WORDS[language];
  await view.getByLabel(words.rut, { exact: true }).fill(rut);
  await view.getByLabel(words.password, { exact: true }).fill("1234");
  await view.getByRole("button", { name: words.enter, exact: true }).click();
}

/** Enters the card's coordinates. */
export async function authorize(
  view: View,
  coordinates: string,
  language: Language = "es",
): Promise<void> {
  const words = WORDS[language];
  for (const [at, digits] of coordinates.split(" ").entries()) {
    await view.getByLabel(`${words.coordinate} ${at + 1}`).fill(digits);
  }
  await view.getByRole("button", { name: words.authorize }).click();
}

/** Takes all three steps. */
export async function pay(view: View, coordinates = APPROVED, language: Language = "es") {
  await choose(view, language);
  await logIn(view, { language });
  await authorize(view, coordinates, language);
}

/** Waits until the page says this under a heading. */
export async function sees(view: View, heading: string): Promise<void> {
  await view.getByRole("heading", { name: heading, exact: true }).waitFor();
}

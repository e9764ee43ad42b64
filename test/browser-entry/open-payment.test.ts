import { beforeAll, describe, expect, test } from "@jest/globals";
import type { OpenPaymentOptions, PaymentResult } from "../../src/browser/index.js";
import { bundle, createPage, type Page } from "../support/browser-page.js";
import { KWS, KWS_CODE } from "./kws.js";

type Open = (paymentId: unknown, options?: OpenPaymentOptions) => Promise<PaymentResult>;

const ID = "gqzdy6chjne9";
let bundles: Readonly<Record<"plain" | "minified", string>>;

beforeAll(async () => {
  bundles = { plain: await bundle(false), minified: await bundle(true) };
});

/** A page that has loaded the SDK. */
function pageWith(code: string | undefined, kind: "plain" | "minified" = "minified", globals = {}) {
  const page = createPage(code === undefined ? {} : { [KWS]: { code } }, globals);
  return { page, open: opener(page, kind) };
}

function opener(page: Page, kind: "plain" | "minified" = "minified"): Open {
  page.run(bundles[kind]);
  return page.run("sdk.openPayment") as Open;
}

/** Waits until Khipu's window is open, and ends it as Khipu would. */
async function finish(page: Page, result: object): Promise<void> {
  await started(page);
  page.run(`finish(${JSON.stringify(result)})`);
}

async function started(page: Page, count = 1): Promise<void> {
  while (callsOf(page).filter(([name]) => name === "start").length < count) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function callsOf(page: Page): [string, string?, object?][] {
  return JSON.parse(String(page.run('JSON.stringify(typeof calls === "object" ? calls : [])'))) as [
    string,
    string?,
    object?,
  ][];
}

const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

describe("openPayment", () => {
  test.each(["plain", "minified"] as const)(
    "finds the class of a classic script, which window does not have (%s)",
    async (kind) => {
      const { page, open } = pageWith(KWS_CODE, kind);
      const payment = open(ID);
      await finish(page, { operationId: ID, result: "OK", events: [] });

      expect((await payment).outcome).toBe("verifying");
      expect(page.run("globalThis.Khipu")).toBeUndefined();
      expect(page.run("typeof Khipu")).toBe("function");
    },
  );

  test("is not confused by a class of that name in the app's own bundle", async () => {
    const app = `
      import { openPayment } from "./src/browser/index.js";
      class Khipu { startOperation() { throw new Error("the wrong one"); } }
      export const open = openPayment;
      export const own = new Khipu();
    `;
    const page = createPage({ [KWS]: { code: KWS_CODE } });
    page.run(await bundle(false, app));
    const payment = (page.run("sdk.open") as Open)(ID);
    await finish(page, { operationId: ID, result: "OK" });

    expect((await payment).outcome).toBe("verifying");
  });

  test("uses what the page has loaded by itself", async () => {
    const { page, open } = pageWith(undefined);
    page.run(KWS_CODE);
    const payment = open(ID);
    await finish(page, { result: "OK" });

    expect((await payment).operationId).toBe(ID);
    expect(page.added).toEqual([]);
  });

  test("loads the script once for calls at the same time, and not again", async () => {
    const { page, open } = pageWith(KWS_CODE);
    const both = [open(ID), open("zzzdy6chjne9")];
    await started(page, 2);
    void open("yyydy6chjne9");
    await started(page, 3);

    expect(page.added.map(({ src }) => src)).toEqual([KWS]);
    expect(both).toHaveLength(2);
  });

  test("hands options over as Khipu's script takes them, and leaves out what is not given", async () => {
    const { page, open } = pageWith(KWS_CODE, "minified", {
      matchMedia: () => ({ matches: true }),
    });
    void open(ID, {
      modal: true,
      modalOptions: { maxWidth: 450, maxHeight: 860 },
      locale: "es_CL",
      style: { primaryColor: "#8347ad", theme: "system" },
      skipExitPage: true,
    });
    void open("zzzdy6chjne9");
    await started(page, 2);

    expect(callsOf(page).map(([, , options]) => options)).toEqual([
      {
        modal: true,
        modalOptions: { maxWidth: 450, maxHeight: 860 },
        locale: "es_CL",
        options: { style: { primaryColor: "#8347ad", theme: "dark" }, skipExitPage: true },
      },
      { options: {} },
    ]);
  });

  test("puts the nonce on its script, and takes another address", async () => {
    const url = "http://127.0.0.1:4000/v1/kws.js";
    const page = createPage({ [url]: { code: KWS_CODE } });
    void opener(page)(ID, { nonce: "r4nd0m", scriptUrl: url });
    await started(page);

    expect(page.added).toMatchObject([{ src: url, nonce: "r4nd0m" }]);
  });

  test("resolves once: what Khipu says after that is dropped", async () => {
    const { page, open } = pageWith(KWS_CODE);
    const payment = open(ID);
    await finish(page, { result: "WARNING" });
    await finish(page, { result: "OK" });

    expect((await payment).outcome).toBe("doubtful");
  });
});

describe("what openPayment resolves to", () => {
  test.each([
    ["verifying", { result: "OK" }],
    ["notAuthorised", { result: "ERROR", failureReason: "USER_CANCELED" }],
    ["doubtful", { result: "WARNING", failureReason: "TASK_DUMPED" }],
    ["continues", { result: "CONTINUE", continueUrl: "https://bank.example.com/go" }],
    ["doubtful", { result: "CONTINUE" }],
    ["doubtful", { result: "SOMETHING_NEW" }],
    ["doubtful", { result: "ok" }],
    ["doubtful", {}],
  ])("is %s for %j", async (outcome, answer) => {
    const { page, open } = pageWith(KWS_CODE);
    const payment = open(ID);
    await finish(page, {
      exitTitle: "Listo",
      events: [{ name: "a", type: "b", timestamp: "c" }],
      ...answer,
    });

    expect(await payment).toEqual({
      operationId: ID,
      exitTitle: "Listo",
      events: [{ name: "a", type: "b", timestamp: "c" }],
      result: "undefined",
      ...answer,
      outcome,
    });
  });

  test("is doubtful when Khipu says nothing at all", async () => {
    const { page, open } = pageWith(KWS_CODE);
    const payment = open(ID);
    await started(page);
    page.run("finish()");

    expect(await payment).toMatchObject({ outcome: "doubtful", operationId: ID, events: [] });
  });
});

describe("openPayment refuses", () => {
  test.each([
    "",
    " ",
    "..",
    "a/b",
    "https://khipu.com/payment/info/x",
    "x".repeat(65),
    7,
    null,
    undefined,
  ])("%j as the id of a payment, before anything is loaded", async (id) => {
    const { page, open } = pageWith(KWS_CODE);

    expect(await failureOf(open(id))).toMatchObject({ name: "TypeError" });
    expect(page.added).toEqual([]);
  });

  test("a time that a timer cannot keep", async () => {
    const { open } = pageWith(KWS_CODE);

    expect(await failureOf(open(ID, { loadTimeoutMs: 0 }))).toMatchObject({ name: "RangeError" });
  });

  test("to run where there is no document", async () => {
    const { openPayment } = await import("../../src/browser/index.js");

    expect(await failureOf(openPayment(ID))).toMatchObject({ reason: "not-a-browser" });
  });

  test("a second window of one payment, until the first is closed", async () => {
    const { page, open } = pageWith(KWS_CODE);
    const first = open(ID);

    expect(await failureOf(open(ID))).toMatchObject({ reason: "already-open" });

    await finish(page, { result: "ERROR" });
    await first;
    void open(ID);
    await started(page, 2);
  });
});

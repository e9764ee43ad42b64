import { beforeAll, describe, expect, test } from "@jest/globals";
import type { OpenPaymentOptions, PaymentResult } from "../../src/browser/index.js";
import { bundle, createPage, type Page, type PageScript } from "../support/browser-page.js";
import { until } from "../support/timers.js";
import { KWS, KWS_CODE } from "./kws.js";

type Open = (paymentId: string, options?: OpenPaymentOptions) => Promise<PaymentResult>;

const ID = "gqzdy6chjne9";
let sdk: string;

beforeAll(async () => {
  sdk = await bundle(true);
});

function pageWith(script: PageScript): { page: Page; open: Open; web: Record<string, PageScript> } {
  const web: Record<string, PageScript> = { [KWS]: script };
  const page = createPage(web);
  page.run(sdk);
  return { page, web, open: page.run("sdk.openPayment") as Open };
}

const failureOf = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

const hasStarted = (page: Page) => () =>
  page.run('typeof calls === "object" && calls.length > 0') === true;

describe("a script that", () => {
  test.each<[string, string, OpenPaymentOptions, PageScript]>([
    ["does not load", "script-failed", {}, {}],
    ["takes too long", "script-timeout", { loadTimeoutMs: 40 }, { hangs: true }],
    ["defines no Khipu", "no-khipu", {}, { code: "const nothing = 1;" }],
    ["breaks off in the declaration", "no-khipu", {}, { code: "class Khipu extends undefined {}" }],
    ["defines something else", "no-khipu", {}, { code: "const Khipu = {};" }],
  ])("%s is told as %s, and taken away", async (_, reason, options, script) => {
    const { page, open } = pageWith(script);

    const error = await failureOf(open(ID, options));

    expect(error).toMatchObject({ name: "KhipuBrowserError", reason });
    expect(page.scripts).toEqual([]);
    expect(page.added).toHaveLength(1);
  });

  test("failed is loaded again by the next call", async () => {
    const { page, web, open } = pageWith({});
    await failureOf(open(ID));
    web[KWS] = { code: KWS_CODE };

    void open(ID);
    await until(hasStarted(page));

    expect(page.added).toHaveLength(2);
  });

  test("fails fails every call that waited for it", async () => {
    const { page, open } = pageWith({});

    const errors = await Promise.all([open(ID), open("zzzdy6chjne9")].map(failureOf));

    expect(errors).toMatchObject([{ reason: "script-failed" }, { reason: "script-failed" }]);
    expect(page.added).toHaveLength(1);
  });

  test.each([
    ["its constructor", "class Khipu { constructor() { throw new Error('inside'); } }"],
    ["startOperation", "class Khipu { startOperation() { throw new Error('inside'); } }"],
  ])("throws in %s is told with its error", async (_, code) => {
    const error = await failureOf(pageWith({ code }).open(ID));

    expect(error).toMatchObject({ reason: "start-failed", cause: { message: "inside" } });
  });
});

describe("a signal", () => {
  test("that is aborted already loads nothing", async () => {
    const { page, open } = pageWith({ code: KWS_CODE });

    await expect(open(ID, { signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
    expect(page.added).toEqual([]);
  });

  test("that aborts while the script loads rejects, and leaves the script to others", async () => {
    const { page, open } = pageWith({ code: KWS_CODE, afterMs: 30 });
    const leave = new AbortController();
    const first = failureOf(open(ID, { signal: leave.signal }));
    const second = open("zzzdy6chjne9");

    leave.abort("gone");

    expect(await first).toBe("gone");
    await until(hasStarted(page));
    page.run('finish({ result: "OK" })');
    expect((await second).operationId).toBe("zzzdy6chjne9");
    expect(page.added).toHaveLength(1);
  });

  test("that aborts later closes Khipu's window, and rejects with its reason", async () => {
    const { page, open } = pageWith({ code: KWS_CODE });
    const leave = new AbortController();
    const payment = failureOf(open(ID, { signal: leave.signal }));
    await until(hasStarted(page));

    leave.abort("gone");

    expect(await payment).toBe("gone");
    expect(page.run("calls.map(([name]) => name).join()")).toBe("start,close");
  });

  test("that aborts lets the same payment be opened in the same moment", async () => {
    const { page, open } = pageWith({ code: KWS_CODE });
    const leave = new AbortController();
    const first = failureOf(open(ID, { signal: leave.signal }));

    leave.abort("gone");
    const second = open(ID);

    await first;
    expect(await failureOf(open(ID))).toMatchObject({ reason: "already-open" });
    await until(hasStarted(page));
    page.run('finish({ result: "OK" })');
    expect((await second).outcome).toBe("verifying");
  });

  test("that aborts after the result does nothing", async () => {
    const { page, open } = pageWith({ code: KWS_CODE });
    const leave = new AbortController();
    const payment = open(ID, { signal: leave.signal });
    await until(hasStarted(page));
    page.run('finish({ result: "OK" })');
    await payment;

    leave.abort();

    expect(page.run("calls.length")).toBe(1);
  });
});

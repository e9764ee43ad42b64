import { describe, expect, test } from "@jest/globals";
import { runInNewContext } from "node:vm";
import { send, simulate } from "./support/client.js";

/** As much of an element as the script touches. */
class FakeElement {
  readonly style: Record<string, string> = {};
  readonly children: FakeElement[] = [];
  readonly heard = new Map<string, (event: object) => void>();
  readonly contentWindow = {};
  readonly tag: string;
  src = "";
  isOpen = false;
  parent: FakeElement | undefined;

  constructor(tag: string) {
    this.tag = tag;
  }
  append(...children: FakeElement[]): void {
    for (const child of children) child.parent = this;
    this.children.push(...children);
  }
  remove(): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
  }
  find(tag: string): FakeElement | undefined {
    return this.tag === tag ? this : this.children.map((child) => child.find(tag)).find(Boolean);
  }
  addEventListener(name: string, listener: (event: object) => void): void {
    this.heard.set(name, listener);
  }
  setAttribute(): void {
    // Names for screen readers, which nothing here reads.
  }
  showModal(): void {
    this.isOpen = true;
  }
  close(): void {
    this.isOpen = false;
  }
}

interface Khipu {
  startOperation(id: string, callback: (result: object) => void, options?: object): void;
  close(): void;
  restart(): void;
}

/** Runs the simulator's script as a browser runs a classic one, and plays the page around it. */
async function load() {
  const { url } = await simulate();
  const { text, headers } = await send(`${url}/v1/kws.js`);
  const body = new FakeElement("body");
  const listeners = new Set<(event: object) => void>();
  const window = {
    addEventListener: (_: string, listener: (event: object) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: object) => void) =>
      listeners.delete(listener),
  };
  const createElement = (tag: string) => new FakeElement(tag);
  const document = { currentScript: { src: `${url}/v1/kws.js` }, body, createElement };
  const context = { document, window, URL };
  // The script is ours; its last value is what a page gets to see of it.
  const khipu = runInNewContext(`${text}\nnew Khipu();`, context) as Khipu;
  const post = (
    data: object,
    { source, origin = url }: { source?: object; origin?: string } = {},
  ) =>
    listeners.forEach((listener) =>
      listener({ source: source ?? body.find("iframe")?.contentWindow, origin, data }),
    );
  const results: object[] = [];
  const start = (options?: object) =>
    khipu.startOperation("p1", (result) => results.push(result), options);
  return { url, headers, body, context, khipu, listeners, post, results, start };
}

const said = (outcome: string, more: object = {}) => ({
  ...{ source: "khipu-simulator", operationId: "p1", outcome, exitUrl: "" },
  ...more,
});

describe("/v1/kws.js", () => {
  test("is a classic script whose class is no property of window", async () => {
    const { headers, context } = await load();

    expect(headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(Object.keys(context)).not.toContain("Khipu");
    expect(context.window).not.toHaveProperty("Khipu");
  });

  test("opens the payment over the page, and tells its result once", async () => {
    const { url, body, post, results, start } = await load();
    start({ locale: "en_US" });

    expect(body.find("dialog")?.isOpen).toBe(true);
    expect(body.find("iframe")?.src).toBe(`${url}/payment/simplified/p1?lang=en`);
    post(said("OK", { exitUrl: "https://shop.example.com/back" }));
    post(said("OK"));

    const timestamp: unknown = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(results).toEqual([
      {
        ...{ operationId: "p1", result: "OK", exitUrl: "https://shop.example.com/back" },
        ...{ exitTitle: "Transfer authorised", exitMessage: "The payment is being verified." },
        events: [
          { name: "OPERATION_STARTED", type: "OPERATION", timestamp },
          { name: "OPERATION_FINISHED", type: "OPERATION", timestamp },
        ],
      },
    ]);
  });

  test("passes on why a payment was not made", async () => {
    const { post, results, start } = await load();
    start();

    post(said("ERROR", { failureReason: "REAL_TIMEOUT" }));

    expect(results).toMatchObject([
      { result: "ERROR", failureReason: "REAL_TIMEOUT", exitTitle: "Pago no realizado" },
    ]);
  });

  test("believes nobody but its own frame", async () => {
    const { post, results, start } = await load();
    start();

    post(said("OK"), { origin: "https://evil.example.com" });
    post(said("OK"), { source: {} });
    post({ ...said("OK"), source: "someone" });
    post({ ...said("OK"), operationId: "p2" });

    expect(results).toEqual([]);
  });

  test.each([
    ["close()", ({ khipu }: Awaited<ReturnType<typeof load>>) => khipu.close()],
    [
      "Escape",
      ({ body }: Awaited<ReturnType<typeof load>>) =>
        body.find("dialog")?.heard.get("cancel")?.({ preventDefault: () => undefined }),
    ],
    [
      "the button",
      ({ body }: Awaited<ReturnType<typeof load>>) => body.find("button")?.heard.get("click")?.({}),
    ],
  ])("takes %s for a cancellation", async (_, close) => {
    const page = await load();
    page.start();

    close(page);
    page.khipu.close();

    expect(page.results).toMatchObject([{ result: "ERROR", failureReason: "USER_CANCELED" }]);
    expect([page.body.children, page.listeners.size]).toEqual([[], 0]);
  });

  test("adds nothing when it is closed after its result", async () => {
    const { khipu, post, results, start, body } = await load();
    start();
    post(said("WARNING"));

    khipu.close();

    expect(results).toMatchObject([{ result: "WARNING" }]);
    expect(body.children).toEqual([]);
  });

  test("puts the payment into an element of the page", async () => {
    const { body, start } = await load();
    const mountElement = new FakeElement("div");

    start({ mountElement, options: { style: { theme: "dark" } } });

    expect(mountElement.children.map(({ tag }) => tag)).toEqual(["iframe"]);
    expect(mountElement.find("iframe")?.style["colorScheme"]).toBe("dark");
    expect(body.children).toEqual([]);
    start({ mountElement, modal: true });
    expect(mountElement.children.map(({ tag }) => tag)).toEqual(["dialog"]);
  });

  test("leaves the last page out when the shop shows its own", async () => {
    const { body, post, results, start } = await load();
    start({ options: { skipExitPage: true } });

    post(said("OK"));

    expect(results).toHaveLength(1);
    expect(body.children).toEqual([]);
  });

  test("starts again without a result", async () => {
    const { body, khipu, post, results, start } = await load();
    khipu.restart();
    start();

    khipu.restart();
    post(said("OK"));

    expect(body.children.map(({ tag }) => tag)).toEqual(["dialog"]);
    expect(results).toMatchObject([{ result: "OK" }]);
  });
});

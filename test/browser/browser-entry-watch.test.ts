import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, test } from "node:test";
import { nodeStatusHandler, type OrderStatus } from "../../src/webhooks/index.js";
import { checkout, enter, heard } from "./support/checkout.js";
import { pay, sees, useScenes, VERIFICATION_MS } from "./support/payer.js";
import { pageOf } from "./support/site.js";

/** Says each state that it is told, and how the wait ended. */
const WATCH = `
  const watch = () => {
    const options = JSON.parse(query.get("options") ?? "{}");
    watchOrder("/status", { ...options, onChange: ({ state }) => say(state) })
      .done.then(({ ended }) => say("ended: " + ended));
  };
`;
const PAGE = checkout({ script: `${WATCH} watch();` });

/** A shop with one order, which is paid when a notification says so. */
function openOrder(
  hinder: (request: IncomingMessage, response: ServerResponse) => boolean = never,
) {
  const listeners = new Set<() => void>();
  const order = { state: "pending", final: false, version: 1 };
  const asked = { events: 0, polls: 0 };
  const read = (): OrderStatus => order;
  const subscribe = (notify: () => void) => {
    listeners.add(notify);
    return () => listeners.delete(notify);
  };
  const onStatus = nodeStatusHandler<IncomingMessage>({ read, subscribe, retryMs: 10 });
  return {
    order,
    asked,
    pages: {
      "/notify": (request: IncomingMessage, response: ServerResponse) => {
        request.resume();
        Object.assign(order, { state: "paid", final: true, version: 2 });
        for (const notify of listeners) notify();
        response.end("OK");
      },
      "/status": (request: IncomingMessage, response: ServerResponse) => {
        const wantsEvents = request.headers.accept === "text/event-stream";
        asked[wantsEvents ? "events" : "polls"] += 1;
        return hinder(request, response) ? undefined : onStatus(request, response);
      },
    },
  };
}

const never = () => false;
const failedWith = (status: string) =>
  `Failed to load resource: the server responded with a status of ${status}`;

/** Answers nothing but this. */
function refuse(status: number, response: ServerResponse): true {
  response.statusCode = status;
  response.end("no");
  return true;
}

describe("a page that waits with watchOrder", () => {
  const scene = useScenes();

  const events = openOrder();
  test(
    "is told over server-sent events, without asking again",
    scene({ pages: { ...PAGE, ...events.pages } }, async (scene) => {
      const { page, newTab, simulator, shop, create } = scene;
      const { payment_url: url } = await create();
      await enter(page, `${shop.url}/checkout`);
      assert.deepEqual(await heard(page, 1), ["pending"]);
      const payer = await newTab();
      await payer.goto(url);
      await pay(payer);
      await payer.waitForURL(`${shop.url}/return`);
      await simulator.advance(VERIFICATION_MS);
      assert.deepEqual(await heard(page, 3), ["pending", "paid", "ended: final"]);
      assert.deepEqual(events.asked, { events: 1, polls: 0 });
    }),
  );

  const inWindow = openOrder();
  test(
    "says paid after the window said OK, once the notification came, and not before",
    scene(
      {
        pages: {
          ...checkout({
            script: `${WATCH} onPay(async () => {
              const scriptUrl = query.get("khipu") + "/v1/kws.js";
              const { outcome } = await openPayment(query.get("id"), { scriptUrl });
              say("outcome: " + outcome);
              if (outcome !== "notAuthorised") watch();
            });`,
          }),
          ...inWindow.pages,
        },
      },
      async ({ page, simulator, shop, create }) => {
        const { payment_id: id } = await create();
        const query = new URLSearchParams({ id, khipu: simulator.url });
        await enter(page, `${shop.url}/checkout?${query.toString()}`);
        await page.locator("#pay").click();
        await pay(page.frameLocator("iframe"));
        assert.deepEqual(await heard(page, 2), ["outcome: verifying", "pending"]);
        // Almost: the money is there in a moment, and nobody says so yet.
        await simulator.advance(VERIFICATION_MS - 1000);
        assert.deepEqual(await heard(page, 2), ["outcome: verifying", "pending"]);
        await simulator.advance(1000);
        const told = ["outcome: verifying", "pending", "paid", "ended: final"];
        assert.deepEqual(await heard(page, 4), told);
      },
    ),
  );

  const refusing = openOrder(
    ({ headers }, response) => headers.accept === "text/event-stream" && refuse(406, response),
  );
  test(
    "polls where server-sent events are refused",
    scene(
      {
        pages: { ...PAGE, ...refusing.pages },
        provoked: [failedWith("406 (Not Acceptable)")],
      },
      async ({ page, simulator, shop, create }) => {
        const { payment_id: id } = await create();
        await enter(page, address(shop.url, { intervalMs: 10 }));
        assert.deepEqual(await heard(page, 1), ["pending"]);
        await simulator.pay(id);
        assert.deepEqual(await heard(page, 3), ["pending", "paid", "ended: final"]);
        assert.equal(refusing.asked.events, 1);
        assert(refusing.asked.polls >= 2);
      },
    ),
  );

  let cut: (() => void) | undefined;
  const breaking = openOrder((_, response) => {
    cut ??= () => response.destroy();
    return false;
  });
  test(
    "goes on where it was when its connection breaks",
    scene(
      {
        pages: { ...PAGE, ...breaking.pages },
        provoked: ["Failed to load resource: net::ERR_INCOMPLETE_CHUNKED_ENCODING"],
      },
      async ({ page, simulator, shop, create }) => {
        const { payment_id: id } = await create();
        await enter(page, `${shop.url}/checkout`);
        assert.deepEqual(await heard(page, 1), ["pending"]);
        const again = page.waitForRequest(/\/status$/);
        cut?.();
        await again;
        await simulator.pay(id);
        assert.deepEqual(await heard(page, 3), ["pending", "paid", "ended: final"]);
        assert.deepEqual(breaking.asked, { events: 2, polls: 0 });
      },
    ),
  );

  const hidden = openOrder((_, response) => refuse(404, response));
  test(
    "stops where this visitor may not see the order",
    scene(
      {
        pages: { ...PAGE, ...hidden.pages },
        provoked: [failedWith("404 (Not Found)"), failedWith("404 (Not Found)")],
      },
      async ({ page, shop }) => {
        await enter(page, `${shop.url}/checkout`);
        assert.deepEqual(await heard(page, 1), ["ended: refused"]);
        assert.deepEqual(hidden.asked, { events: 1, polls: 1 });
      },
    ),
  );

  let failures = 0;
  const failing = openOrder((_, response) => {
    failures += 1;
    return failures <= 5 && refuse(500, response);
  });
  test(
    "is loaded anew after five failures, if it may",
    scene(
      {
        pages: { ...PAGE, ...failing.pages },
        provoked: Array.from({ length: 5 }, () => failedWith("500 (Internal Server Error)")),
      },
      async ({ page, shop }) => {
        Object.assign(failing.order, { state: "paid", final: true });
        await enter(page, address(shop.url, { transport: "polling", intervalMs: 1, reload: true }));
        assert.deepEqual(await heard(page, 2), ["paid", "ended: final"]);
        assert.deepEqual(failing.asked, { events: 0, polls: 6 });
      },
    ),
  );

  const drawn = openOrder();
  let loads = 0;
  const drawnPage = () => {
    loads += 1;
    const content = `<h1>Pedido ${drawn.order.state}</h1>`;
    if (drawn.order.final) return pageOf(content);
    return pageOf(`${content}<noscript><meta http-equiv="refresh" content="1" /></noscript>`);
  };
  test(
    "that is drawn on the server is fetched again without scripts, until it is final",
    scene(
      {
        hasNoScripts: true,
        isPhone: true,
        pages: {
          ...drawn.pages,
          "/order": (_, response) => {
            response.setHeader("content-type", "text/html; charset=utf-8");
            response.end(drawnPage());
          },
        },
      },
      async ({ page, simulator, shop, create }) => {
        const { payment_id: id } = await create();
        await page.goto(`${shop.url}/order`);
        await sees(page, "Pedido pending");
        await simulator.pay(id);
        await sees(page, "Pedido paid");
        assert(loads >= 2);
        assert.deepEqual(drawn.asked, { events: 0, polls: 0 });
      },
    ),
  );
});

function address(url: string, options: object): string {
  return `${url}/checkout?options=${encodeURIComponent(JSON.stringify(options))}`;
}

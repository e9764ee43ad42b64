import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { assertSettles, isKhipuError } from "../../src/index.js";
import { memoryStore } from "../../src/stores/memory.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { verifyNotification } from "../../src/webhooks/index.js";

/** One order of the shop. */
export interface Order {
  readonly id: string;
  readonly total: number;
  timesSettled: number;
}

/** What the shop tells as it works. */
export type Tell = (line: string) => void;

/** A shop that sells one thing and listens to Khipu on loopback. */
export interface Shop {
  readonly notifyUrl: string;
  readonly returnUrl: string;
  close(): Promise<void>;
}

/** Opens the shop. `secret` and `receiverId` are those of its collecting account. */
export async function openShop(
  order: Order,
  account: { secret: string; receiverId: number },
  tell: Tell,
): Promise<Shop> {
  const settle = settler(order, account, tell);
  const server = createServer((request, response) => {
    if (request.method !== "POST") {
      response.setHeader("content-type", "text/plain; charset=utf-8");
      response.end(
        order.timesSettled ? "Paid. Thank you!\n" : "One moment: your payment is being verified.\n",
      );
      return;
    }
    void settle(request).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    notifyUrl: `${url}/khipu`,
    returnUrl: `${url}/orders/${order.id}`,
    close: () => closeServer(server),
  };
}

/** What a shop does with a notification: verify, compare, settle once, and only then answer 200. */
function settler(order: Order, account: { secret: string; receiverId: number }, tell: Tell) {
  const store = memoryStore();
  return async (request: IncomingMessage): Promise<number> => {
    try {
      // The raw bytes: what a framework has parsed can no longer be verified.
      const body = await buffer(request);
      tell(`a notification of ${body.length} bytes arrives`);
      const notification = await verifyNotification(body, request.headers, account);
      tell(`its signature is genuine: payment ${notification.payment_id} was paid`);
      assertSettles(notification, {
        receiver_id: account.receiverId,
        transaction_id: order.id,
        amount: order.total,
        currency: "CLP",
      });
      tell(
        `it is this order's: receiver, order ${order.id}, ${order.total} CLP (sent as "${notification.amount}")`,
      );
      const { outcome } = await settleOnce(store, `payment:${notification.payment_id}`, () => {
        order.timesSettled += 1;
      });
      if (outcome === "busy" || outcome === "lost") return 503;
      tell(
        outcome === "settled"
          ? "the order is settled and goes out"
          : "it was settled before: nothing to do",
      );
      return 200;
    } catch (error) {
      if (!isKhipuError(error)) throw error;
      tell(`refused: ${error.message}`);
      return 400;
    }
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}

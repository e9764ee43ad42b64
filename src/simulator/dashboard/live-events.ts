import type { ServerResponse } from "node:http";
import { keysOf } from "../../fields.js";
import type { Engine } from "../engine.js";
import type { SimulatorEvents } from "../events.js";
import { khipuRefusal } from "../http/reply.js";
import type { Route } from "../http/reply.js";
import { checkHost, checkOrigin } from "./guard.js";

const AT_MOST_EVERY_MS = 100;
const HEARTBEAT_MS = 15_000;

/** Which payments, subscriptions and charges an event is about; nothing for what concerns all pages. */
const SUBJECTS: {
  readonly [Name in keyof SimulatorEvents]: (event: SimulatorEvents[Name]) => readonly string[];
} = {
  request: () => [],
  payment: ({ payment }) => [payment.payment_id],
  subscription: ({ subscription }) => [subscription.subscription_id],
  charge: ({ subscriptionId, payment }) => [subscriptionId, payment.payment_id],
  openpayCharge: ({ charge }) => [charge.id],
  notification: ({ notification }) => [notification.about],
  warning: ({ paymentId }) => [paymentId],
  clock: () => [],
  reset: () => [],
};

/**
 * `GET /events`: tells pages that they are out of date, as server-sent events.
 *
 * `?about=ID` hears of one payment, subscription or charge only; `?requests=1` hears of API requests too.
 * Nothing listens and nothing ticks while nobody is connected.
 */
export function liveEvents(engine: Engine): Route {
  return {
    method: "GET",
    path: "/events",
    refuse: khipuRefusal,
    answer: (exchange) => {
      checkHost(engine, exchange);
      checkOrigin(engine, exchange);
      const about = exchange.query.get("about");
      const withRequests = exchange.query.has("requests");
      return {
        status: 200,
        headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
        body: (response) => {
          stream(engine, response, about, withRequests);
        },
      };
    },
  };
}

function stream(
  engine: Engine,
  response: ServerResponse,
  about: string | null,
  withRequests: boolean,
): void {
  response.write(": khipu-simulator\n\n");
  const changes = new Changes(response);
  const names = keysOf(SUBJECTS).filter((name) => name !== "request" || withRequests);
  const leave = names.map((name) => listen(engine, name, about, changes));
  response.once("close", () => {
    for (const stop of leave) stop();
    changes.stop();
  });
}

function listen<Name extends keyof SimulatorEvents>(
  engine: Engine,
  name: Name,
  about: string | null,
  changes: Changes,
): () => void {
  return engine.events.on(name, (event) => {
    const subjects = SUBJECTS[name](event);
    if (about === null || subjects.length === 0 || subjects.includes(about)) {
      changes.add(about ?? subjects[0]);
    }
  });
}

/** Sends the first change at once, and what follows too closely together in one message. */
class Changes {
  readonly #response: ServerResponse;
  readonly #heartbeat: NodeJS.Timeout;
  #pause: NodeJS.Timeout | undefined;
  /** What came during the pause; an id, or `undefined` for several or none in particular. */
  #waiting: { about: string | undefined } | undefined;

  constructor(response: ServerResponse) {
    this.#response = response;
    this.#heartbeat = setInterval(() => response.write(": here\n\n"), HEARTBEAT_MS);
  }

  add(about: string | undefined): void {
    if (this.#pause === undefined) this.#send(about);
    else if (this.#waiting === undefined) this.#waiting = { about };
    else if (this.#waiting.about !== about) this.#waiting.about = undefined;
  }

  stop(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#pause);
  }

  #send(about: string | undefined): void {
    this.#response.write(`event: change\ndata: ${JSON.stringify({ about })}\n\n`);
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      const waiting = this.#waiting;
      this.#waiting = undefined;
      if (waiting !== undefined) this.#send(waiting.about);
    }, AT_MOST_EVERY_MS);
  }
}

import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../../src/simulator/random.js";
import { signNotification } from "../../src/webhooks/sign.js";
import type { Counts } from "./plan.js";

const AT_A_TIME = 10;
/** How many notifications wait, at least, while there is somebody to kill. */
const WAITING = 25;
/** So often a notification is sent: far more than kills, failures and other claims can be in its way. */
const MOST_TRIES = 300;

/** A notification that has not been answered 200 yet. */
interface Notice {
  readonly order: string;
  readonly body: string;
  readonly signature: string;
  tries: number;
}

/** Sends every notification until it is answered 200: twice or more each, in no order, ten at a time. */
export class Sender {
  /** When each order was first answered 200, in Unix milliseconds; `undefined` before. */
  readonly answeredAt = new Map<string, number | undefined>();
  readonly #waiting: Notice[] = [];
  readonly #secret: string;
  readonly #counts: Counts;
  readonly #random: Random;
  #last: string | undefined;

  constructor(secret: string, counts: Counts, random: Random) {
    this.#secret = secret;
    this.#counts = counts;
    this.#random = random;
  }

  /**
   * @param port - gives the port of a process that is there now, if any is.
   * @param wantsMore - whether new payments are to be made.
   */
  async run(port: () => number | undefined, wantsMore: () => boolean): Promise<void> {
    const lane = async (): Promise<void> => {
      for (;;) {
        while (wantsMore() && this.#waiting.length < WAITING) await this.#newPayment();
        const notice = this.#draw();
        if (!notice) return;
        await this.#deliver(notice, port);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  }

  async #newPayment(): Promise<void> {
    const payment_id = this.#random.name(12);
    const order = `payment:${payment_id}`;
    const paid = { amount: "5900.0000", currency: "CLP", receiver_id: 990939 };
    const body = JSON.stringify({ payment_id, transaction_id: `order-${payment_id}`, ...paid });
    const signature = await signNotification(body, { secret: this.#secret });
    this.answeredAt.set(order, undefined);
    this.#counts.orders++;
    const copies = 2 + this.#random.below(2);
    for (let copy = 0; copy < copies; copy++) {
      this.#waiting.push({ order, body, signature, tries: 0 });
    }
    this.#counts.notifications += copies;
  }

  /** Any of those that wait; now and then a copy of the last one, so that both are on their way at once. */
  #draw(): Notice | undefined {
    const isCopy = ({ order }: Notice): boolean => order === this.#last;
    const copy = this.#random.chance(0.5) ? this.#waiting.findIndex(isCopy) : -1;
    const index = copy >= 0 ? copy : this.#random.below(this.#waiting.length);
    const [notice] = this.#waiting.splice(index, 1);
    this.#last = notice?.order;
    return notice;
  }

  async #deliver(notice: Notice, port: () => number | undefined): Promise<void> {
    let target = port();
    for (; target === undefined; target = port()) await sleep(2);
    const status = await post(target, notice);
    this.#counts.deliveries++;
    if (status === undefined) this.#counts.cutOff++;
    else this.#counts.answers.set(status, (this.#counts.answers.get(status) ?? 0) + 1);
    if (status === 200) {
      const { order } = notice;
      this.answeredAt.set(order, this.answeredAt.get(order) ?? Date.now());
      return;
    }
    notice.tries++;
    if (notice.tries < MOST_TRIES) this.#waiting.push(notice);
    else this.#counts.givenUp++;
    await sleep(this.#random.below(10));
  }
}

/** Resolves to the status, or to nothing when the process went away. */
function post(port: number, { body, signature }: Notice): Promise<number | undefined> {
  const headers = { "content-type": "application/json", "x-khipu-signature": signature };
  return new Promise((resolve) => {
    const cutOff = (): void => resolve(undefined);
    const sent = request({ host: "127.0.0.1", port, method: "POST", path: "/khipu", headers });
    // A keep-alive connection of a process that is no more fails as well: it is tried again.
    sent.setTimeout(30_000, () => sent.destroy()).on("error", cutOff);
    sent.on("response", (answer) => {
      answer.resume().on("error", cutOff).on("close", cutOff);
      answer.on("end", () => resolve(answer.statusCode));
    });
    sent.end(body);
  });
}

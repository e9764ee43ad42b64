import { DurableObject } from "cloudflare:workers";
import type { ClaimOptions, HeldClaim } from "khipu-sdk/stores/memory";
import type { Env } from "./env.js";
import { Orders } from "./orders.js";
import { Settlements } from "./settlements.js";

/** What of a claim goes over the wire to the object. */
type ClaimNote = Pick<HeldClaim, "key" | "token">;

/**
 * Keeps the shop's orders and what is settled of them, in one place of the world, on disk, one request at a time.
 *
 * One object serves a few hundred requests a second. A larger shop gives each order an object of its own, by its id,
 * and keeps the stock somewhere else.
 */
export class Shop extends DurableObject<Env> {
  readonly #orders: Orders;
  readonly #settlements: Settlements;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#orders = new Orders(state.storage.sql);
    this.#settlements = new Settlements(state.storage.sql);
  }

  begin(checkoutKey: string) {
    return this.#orders.begin(checkoutKey);
  }

  created(id: string, paymentId: string, paymentUrl: string) {
    this.#orders.created(id, paymentId, paymentUrl);
  }

  failed(id: string, state: "failed" | "unknown") {
    this.#orders.failed(id, state);
  }

  /** Order and stock change together or not at all. */
  settle(id: string, paymentId: string) {
    this.ctx.storage.transactionSync(() => this.#orders.settle(id, paymentId));
  }

  find(id: string) {
    return this.#orders.find(id);
  }

  unitsLeft() {
    return this.#orders.unitsLeft();
  }

  claim(key: string, options: ClaimOptions) {
    return this.#settlements.claim(key, options);
  }

  complete(claim: ClaimNote) {
    return this.#settlements.complete(claim);
  }

  release(claim: ClaimNote) {
    this.#settlements.release(claim);
  }

  lookUp(key: string) {
    return this.#settlements.lookUp(key);
  }
}

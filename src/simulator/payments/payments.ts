import type { CreatePaymentParams } from "../../types.js";
import type { Ground } from "../ground.js";
import type { PaymentChange } from "../events.js";
import { invalid, invalidField, Refusal } from "../http/refusal.js";
import type { ReceiverRow } from "../receivers/receiver.js";
import type { Receivers } from "../receivers/receivers.js";
import { Signal } from "../signal.js";
import type { Table } from "../state/table.js";
import { askedOf } from "./asked.js";
import { unitsOf } from "./money.js";
import { isExpired } from "./payment.js";
import type { Payer, PaymentDetail, PaymentOrigin, PaymentRow } from "./payment.js";
import { viewPayment } from "./payment-view.js";
import type { PaymentView } from "./payment-view.js";
import { complaintsAbout } from "./request-rules.js";
import { checkTransition } from "./transitions.js";
import type { Transition } from "./transitions.js";

const DAY_MS = 86_400_000;

/** How a payment is being verified. */
export interface VerifyOptions {
  /** How long it takes to find the money, in milliseconds; without it the payment stays `verifying`. */
  readonly foundAfterMs?: number | undefined;
  /** When the payer began. @defaultValue now */
  readonly begunAt?: number;
}

/** Something that has happened to a payment, as the other parts are told of it. */
export interface PaymentHappening {
  readonly change: PaymentChange;
  readonly row: PaymentRow;
}

/** The payments, and what can happen to one. */
export class Payments {
  /** Tells the parts that are built from this one of everything that happens to a payment. */
  readonly happened = new Signal<PaymentHappening>();
  readonly #ground: Ground;
  readonly #receivers: Receivers;
  readonly #table: Table<PaymentRow>;

  constructor(ground: Ground, receivers: Receivers) {
    this.#ground = ground;
    this.#receivers = receivers;
    this.#table = ground.store.table<PaymentRow>("payments", (row) => [row.token]);
  }

  /**
   * Creates a payment.
   *
   * @throws {@link Refusal} 400 with everything that is wrong with the request.
   */
  create(receiver: ReceiverRow, request: CreatePaymentParams, origin: PaymentOrigin): PaymentRow {
    const nowMs = this.#ground.clock.now();
    const asked = askedOf(request);
    const complaints = complaintsAbout({ request: asked, receiver, nowMs });
    const units = unitsOf(asked.amount);
    if (complaints.length > 0 || units === undefined) throw invalid(complaints);
    const row: PaymentRow = {
      id: this.#freeId(),
      receiverId: receiver.id,
      token: this.#ground.ids.hex(64),
      origin,
      asked,
      units,
      createdAt: nowMs,
      expiresAt: asked.expires_date ? Date.parse(asked.expires_date) : nowMs + DAY_MS,
      status: "pending",
      detail: "pending",
    };
    void this.changed(row, "created");
    return row;
  }

  get(id: string): PaymentRow | undefined {
    return this.#table.get(id);
  }

  /** The payment that a notification of version 1.3 told of. */
  findByToken(token: string): PaymentRow | undefined {
    return this.#table.find(token);
  }

  /**
   * A payment of this receiver.
   *
   * @throws {@link Refusal} 404 when there is none; another receiver's payment is none.
   */
  ofReceiver(receiver: ReceiverRow, id: string): PaymentRow {
    const row = this.#table.get(id);
    if (row?.receiverId === receiver.id) return row;
    throw new Refusal(404, `El pago con ID ${id} no existe`);
  }

  /** All payments, oldest first. */
  values(): IterableIterator<PaymentRow> {
    return this.#table.values();
  }

  get size(): number {
    return this.#table.size;
  }

  /** A payment as Khipu reads it back. */
  view(row: PaymentRow): PaymentView {
    return viewPayment(row, this.#receivers.of(row), this.#ground.url);
  }

  /**
   * Deletes a payment that nobody has begun to pay.
   *
   * @throws {@link Refusal} 400 in any other state.
   */
  delete(row: PaymentRow): void {
    if (row.status !== "pending") {
      throw invalidField("payment_id", `El pago con ID ${row.id} no está pendiente`);
    }
    row.status = "deleted";
    void this.changed(row, "deleted");
  }

  /**
   * Confirms a payment, so that its money is paid out on the next business day.
   *
   * @throws {@link Refusal} 400 when it is not paid.
   */
  confirm(row: PaymentRow): void {
    if (row.status !== "done" || row.detail !== "normal") {
      throw invalidField("payment_id", `El pago con ID ${row.id} no está conciliado`);
    }
    row.confirmedAt ??= this.#ground.clock.now();
    void this.changed(row, "confirmed");
  }

  /**
   * Notes that somebody has paid, and that the transfer is being looked for.
   *
   * A payer who began before the payment expired may end after it.
   */
  verify(row: PaymentRow, payer: Payer, { foundAfterMs, begunAt }: VerifyOptions = {}): void {
    const nowMs = this.#ground.clock.now();
    checkTransition(row, "verify", begunAt ?? nowMs);
    row.status = "verifying";
    row.payer = payer;
    if (foundAfterMs !== undefined) {
      row.foundAt = nowMs + foundAfterMs;
      this.#findMoney(row, foundAfterMs);
    }
    void this.changed(row, "verifying");
  }

  /** Goes on with the payments that were `verifying` when an earlier run ended. */
  resume(): void {
    const nowMs = this.#ground.clock.now();
    for (const row of this.#table.values()) {
      if (row.status !== "verifying" || row.foundAt === undefined) continue;
      this.#findMoney(row, Math.max(0, row.foundAt - nowMs));
    }
  }

  /**
   * Notes that the money was found, and notifies the merchant.
   *
   * @param late - Whether the payment may have expired, and is to expire first if it has not.
   * @returns a promise for the end of the first attempt to notify; the payment is done before it.
   */
  conciliate(row: PaymentRow, payer: Payer, late = false): Promise<void> {
    const nowMs = this.#ground.clock.now();
    checkTransition(row, "pay", late ? Number.NEGATIVE_INFINITY : nowMs);
    if (late) row.expiresAt = Math.min(row.expiresAt, nowMs - 1);
    row.status = "done";
    row.detail = "normal";
    row.payer = payer;
    row.conciliatedAt = nowMs;
    return this.changed(row, "paid");
  }

  /** Ends a payment without money: refused or reported by its payer, or declared paid by its receiver. */
  close(row: PaymentRow, transition: Exclude<Transition, "verify" | "pay">): void {
    checkTransition(row, transition, this.#ground.clock.now());
    const [detail, change] = CLOSINGS[transition];
    row.status = "done";
    row.detail = detail;
    void this.changed(row, change);
  }

  /** Lets a pending payment expire now. */
  expire(row: PaymentRow): void {
    const nowMs = this.#ground.clock.now();
    if (isExpired(row, nowMs)) return;
    checkTransition(row, "verify", nowMs);
    row.expiresAt = nowMs;
    void this.changed(row, "expired");
  }

  /**
   * Keeps a payment that has changed, and tells of it.
   *
   * @returns a promise for the end of what the other parts do about it.
   */
  changed(row: PaymentRow, change: PaymentChange): Promise<void> {
    const { clock, events } = this.#ground;
    if (change !== "created") (row.changes ??= []).push([clock.now(), change]);
    this.#table.put(row);
    if (events.isHeard("payment")) events.emit("payment", { change, payment: this.view(row) });
    return this.happened.emit({ change, row });
  }

  #findMoney(row: PaymentRow, afterMs: number): void {
    this.#ground.clock.after(afterMs, async () => {
      if (row.status !== "verifying" || row.payer === undefined) return;
      const notified = this.conciliate(row, row.payer);
      this.#ground.commit();
      await notified;
    });
  }

  #freeId(): string {
    for (;;) {
      const id = this.#ground.ids.name(12);
      if (this.#table.get(id) === undefined) return id;
    }
  }
}

const CLOSINGS: Record<Exclude<Transition, "verify" | "pay">, [PaymentDetail, PaymentChange]> = {
  reject: ["rejected-by-payer", "rejected"],
  markAsAbuse: ["marked-as-abuse", "markedAsAbuse"],
  markPaid: ["marked-paid-by-receiver", "markedPaid"],
  reverse: ["reversed", "reversed"],
};

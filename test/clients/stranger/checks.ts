import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../scripts/specs.js";
import type { Simulator } from "../../../src/simulator/index.js";
import { same } from "../step.js";

/** What the stranger made of an answer. */
export interface Told {
  /** The status of an answer that it read, `done` by its facade, or `unreadable`. */
  readonly said: string;
  /** Why it could not read it. */
  readonly why: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A client that we did not make. */
export interface Stranger {
  /** Calls an operation by the name that it has there. */
  operation(name: string, given?: object): Promise<Told>;
  /** Calls a method of its facade. */
  facade(name: string, given: object): Promise<Told>;
  /** The operations that it has. */
  names(): Promise<string[]>;
  /** The operations and methods that were called. */
  readonly asked: ReadonlySet<string>;
}

const FACADE = [
  ...["create_instant_payment", "get_instant_payment"],
  ...["create_subscription", "get_subscription", "create_charge"],
];

const RECEIVER = JSON.parse(
  readFileSync(join(ROOT, "test/fixtures/instant-payments.v3/receiver-create.json"), "utf8"),
) as object;

const SUBSCRIPTION = {
  ...{ name: "Té mensual", email: "ana@example.com", currency: "CLP" },
  ...{ max_amount: 20_000, max_amount_per_charge: 5000 },
  notify_url: "https://shop.example.com/subscription",
  return_url: "https://shop.example.com/signed",
  cancel_url: "https://shop.example.com/not-signed",
};

const CHARGE = {
  ...{ amount: 4990, subject: "Té de marzo" },
  error_response_url: "https://shop.example.com/failed",
  notify_url: "https://shop.example.com/paid",
  notify_api_version: "3.0",
};

/** What it must manage with the simulator, in this order. */
export const CHECKS: Readonly<
  Record<string, (stranger: Stranger, simulator: Simulator) => Promise<void>>
> = {
  async "lists the banks, and predicts for one and for all of them"({ operation }) {
    const { body } = await operation("get_banks");
    const order = { payer_email: "ana@example.com", amount: "5900", currency: "CLP" };
    const one = await operation("get_predict", { ...order, bank_id: "Bawdf" });
    same("what one bank is predicted", [one.said, one.body["result"]], ["200", "OK"]);
    const all = await operation("get_predict_all", order);
    same("the banks", idsOf(all.body["banks"]), idsOf(body["banks"]));
  },

  async "creates a payment, and cannot read it while it is pending, for want of its date"(
    stranger,
  ) {
    const { operation, facade } = stranger;
    const id = await create(stranger);
    // Khipu's document demands a date that a pending payment does not have.
    const why = "KeyError('conciliation_date')";
    same("reading", await operation("get_payment_by_id", { id }), unreadable(why));
    same("by its facade", await facade("get_instant_payment", { payment_id: id }), unreadable(why));
  },

  async "reads a payment that is paid"(stranger, simulator) {
    const order = { amount: 5900, currency: "CLP", subject: "Té", transaction_id: "order-1" };
    const created = await stranger.facade("create_instant_payment", order);
    same("creating", created.said, "done");
    const payment_id = String(created.body["payment_id"]);
    await simulator.pay(payment_id);
    const { body } = await stranger.facade("get_instant_payment", { payment_id });
    const { amount, currency, status, transaction_id } = body;
    same("it", [amount, currency, status, transaction_id], ["5900.0000", "CLP", "done", "order-1"]);
    await expectDetail(stranger, payment_id, "normal");
  },

  async "gives a part back out of the wallet, and then what is left"(stranger, simulator) {
    const { operation } = stranger;
    const payment_id = await paid(stranger, simulator);
    same(
      "its balance",
      (await operation("get_refund_wallet_balance")).body["balance"],
      "100000.0000",
    );
    const part = { payment_id, type: "partial", amount: "900" };
    const { body } = await operation("post_refund", { body: part });
    same("a part", [body["refunded_amount"], body["remaining"]], ["900.0000", "5000.0000"]);
    await expectDetail(stranger, payment_id, "partially-refunded");
    const rest = await operation("post_refund", { body: { payment_id, type: "full" } });
    same("the rest", rest.body["total_refunded"], "5900.0000");
    await expectDetail(stranger, payment_id, "fully-refunded");
    same("more", (await operation("post_refund", { body: part })).said, "400");
  },

  async "voids a payment, by the obsolete operation too"(stranger, simulator) {
    for (const name of ["void_payment_by_id", "post_payment_refunds_by_id"]) {
      const id = await paid(stranger, simulator);
      same(name, (await stranger.operation(name, { id })).said, "200");
      await expectDetail(stranger, id, "reversed");
      same("again", (await stranger.operation(name, { id })).said, "400");
    }
  },

  async "deletes a payment, and confirms another"(stranger, simulator) {
    const [deleted, confirmed] = [await create(stranger), await paid(stranger, simulator)];
    const { operation } = stranger;
    same("deleting", (await operation("delete_payment_by_id", { id: deleted })).said, "200");
    same("again", (await operation("delete_payment_by_id", { id: deleted })).said, "400");
    const confirm = await operation("post_payment_confirm_by_id", { id: confirmed });
    same("confirming", confirm.said, "200");
  },

  async "creates a receiver and finds it, and the ways to pay the first"(stranger, simulator) {
    const { operation } = stranger;
    const { body } = await operation("post_receiver", { body: RECEIVER });
    const found = await operation("get_receivers");
    const [child] = found.body["receivers"] as Record<string, unknown>[];
    same("it", String(child?.["id"]), String(body["receiver_id"]));
    const given = { id: simulator.receiverId };
    const { said } = await operation("get_merchant_payment_methods_by_id", given);
    same("the ways to pay", said, "200");
  },

  async "charges a subscription within its ceilings, until it is ended"(stranger, simulator) {
    const { operation, facade } = stranger;
    const created = await operation("create_subscription_1", { body: SUBSCRIPTION });
    const subscription_id = String(created.body["subscription_id"]);
    const state = async () => {
      const { body } = await operation("fetch_subscription_status_1", { id: subscription_id });
      return body["status"];
    };
    same("before it is signed", await state(), "PENDING");
    const charge = (amount: number) =>
      operation("create_charge_1", { body: { ...CHARGE, subscription_id, amount } });
    same("charging it", codeOf(await charge(4990)), ["422", "SUBSCRIPTION_NOT_CHARGEABLE"]);
    await simulator.enableSubscription(subscription_id);
    same("once it is signed", await state(), "ENABLED");
    const made = await charge(4990);
    same("charging it", made.said, "201");
    same("too much", codeOf(await charge(5001)), ["422", "MAX_AMOUNT_PER_CHARGE_EXCEEDED"]);
    await simulator.advance(60_000);
    const { body } = await operation("get_payment_by_id", { id: made.body["payment_id"] });
    same("its payment", [body["status"], body["payment_method"]], ["done", "direct_debit"]);

    const ended = await operation("unsubscribe_subscription_1", { id: subscription_id });
    same("ending it", [ended.said, ended.body["status"]], ["200", "DISCARDED"]);
    const after = await facade("create_charge", { ...CHARGE, subscription_id });
    same("charging it", codeOf(after), ["422", "SUBSCRIPTION_NOT_CHARGEABLE"]);
  },

  async "charges a subscription by its facade"({ facade }, simulator) {
    const created = await facade("create_subscription", SUBSCRIPTION);
    const subscription_id = String(created.body["subscription_id"]);
    const before = await facade("get_subscription", { subscription_id });
    same("its reference", before.body["service_reference"], "");
    await simulator.enableSubscription(subscription_id);
    const { body } = await facade("get_subscription", { subscription_id });
    same("its state", body["status"], "ENABLED");
    const charge = await facade("create_charge", { ...CHARGE, subscription_id });
    same("charging it", charge.said, "done");
    const payment = simulator.payments().at(-1);
    same("the payment", charge.body["payment_id"], payment?.payment_id);
  },

  async "was asked for everything that it can do, and gave no reason to complain"(
    { names, asked },
    simulator,
  ) {
    const operations = await names();
    same("how many operations it has", operations.length, 18);
    same("what was called", [...asked].sort(), [...operations, ...FACADE].sort());
    same("complaints", simulator.warnings(), []);
  },
};

async function create({ operation }: Stranger): Promise<string> {
  const body = { amount: 5900, currency: "CLP", subject: "Té" };
  const created = await operation("post_payment", { body });
  same("creating", created.said, "200");
  return String(created.body["payment_id"]);
}

async function paid(stranger: Stranger, simulator: Simulator): Promise<string> {
  const id = await create(stranger);
  await simulator.pay(id);
  return id;
}

async function expectDetail({ operation }: Stranger, id: string, detail: string): Promise<void> {
  const { said, why, body } = await operation("get_payment_by_id", { id });
  same("reading", [said, why], ["200", ""]);
  same("it", [body["status"], body["status_detail"]], ["done", detail]);
}

function unreadable(why: string): Told {
  return { said: "unreadable", why, body: {} };
}

function codeOf({ said, body }: Told): unknown[] {
  return [said, body["error_code"]];
}

function idsOf(banks: unknown): string[] {
  return (banks as { bank_id: string }[]).map(({ bank_id }) => bank_id);
}

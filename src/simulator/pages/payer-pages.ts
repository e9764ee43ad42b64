import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import { findBank, listBanks, takesAmount } from "../payments/banks.js";
import { mandatoryMethod, payerOf } from "../payments/payers.js";
import { isExpired } from "../payments/payment.js";
import type { PaymentMethodId, PaymentRow } from "../payments/payment.js";
import { PAYMENT_METHODS } from "../payments/payment-methods.js";
import { formatRut, sameIdentifier } from "../payments/rut.js";
import { Attempts } from "./attempts.js";
import type { Attempt } from "./attempts.js";
import { seeOther } from "./layout.js";
import * as views from "./payer-views.js";

const PASSWORD = "1234";
const APPROVED = "112233";
const BANK_ERROR = "999999";
const DOUBTFUL = "666666";

/** The pages on which a payer pays, gives up, refuses or reports a payment. All of it works without scripts. */
export class PayerPages {
  readonly #engine: Engine;
  readonly #attempts: Attempts;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#attempts = new Attempts(engine);
  }

  routes(): Route[] {
    const choose = (only?: PaymentMethodId) => (row: PaymentRow) => this.#choose(row, only);
    return [
      this.#route("GET", "/payment/info/{id}", choose()),
      this.#route("GET", "/payment/simplified/{id}", choose("simplified_transfer")),
      this.#route("GET", "/payment/manual/{id}", choose("regular_transfer")),
      this.#route("POST", "/payment/{id}/attempts", (row, exchange) => this.#begin(row, exchange)),
      this.#route("POST", "/payment/{id}/reject", (row) => this.#close(row, "reject")),
      this.#route("POST", "/payment/{id}/abuse", (row) => this.#close(row, "markAsAbuse")),
      this.#bankRoute("GET", "", (row, attempt) => this.#step(row, attempt)),
      this.#bankRoute("POST", "/login", (row, attempt, form) => this.#logIn(row, attempt, form)),
      this.#bankRoute("POST", "/authorize", (row, attempt, form) =>
        this.#authorize(row, attempt, form),
      ),
    ];
  }

  #choose(row: PaymentRow, only: PaymentMethodId | undefined): Reply {
    if (!this.#canBegin(row)) return views.statePage(this.#shown(row));
    const mandatory = mandatoryMethod(row) ?? only;
    return views.choicePage(this.#shown(row), {
      methods: mandatory === undefined ? PAYMENT_METHODS : [mandatory],
      banks: listBanks(this.#engine.url).map((bank) => ({
        bank,
        isTooSmall: !takesAmount(bank, row.units),
      })),
      preselected: row.asked.bank_id,
    });
  }

  #begin(row: PaymentRow, exchange: Exchange): Reply {
    if (!this.#canBegin(row)) return this.#toPayment(row);
    const form = formOf(exchange);
    const bank = findBank(form.get("bank_id") ?? "");
    const method = PAYMENT_METHODS.find((known) => known === form.get("method"));
    const isAllowed = method !== undefined && (mandatoryMethod(row) ?? method) === method;
    if (bank === undefined || !isAllowed || !takesAmount(bank, row.units)) {
      return this.#toPayment(row);
    }
    return this.#toStep(this.#attempts.begin(row, bank.bank_id, method));
  }

  #step(row: PaymentRow, attempt: Attempt): Reply {
    const view = attempt.rut === undefined ? views.loginPage : views.authorizePage;
    return view(this.#shown(row), this.#bankOf(attempt), attempt);
  }

  #logIn(row: PaymentRow, attempt: Attempt, form: URLSearchParams): Reply {
    const rut = formatRut(form.get("rut") ?? "");
    const fixed = row.asked.fixed_payer_personal_identifier;
    const fail = (problem: views.Problem) =>
      views.loginPage(this.#shown(row), this.#bankOf(attempt), attempt, problem);
    if (rut === undefined) return fail("badRut");
    if (fixed && !sameIdentifier(rut, fixed)) return fail("otherRut");
    if (form.get("password") !== PASSWORD) return fail("badPassword");
    attempt.rut = rut;
    return this.#toStep(attempt);
  }

  #authorize(row: PaymentRow, attempt: Attempt, form: URLSearchParams): Reply {
    const { rut, bankId, method } = attempt;
    if (rut === undefined) return this.#toStep(attempt);
    const coordinates = ["c1", "c2", "c3"].map((name) => (form.get(name) ?? "").trim()).join("");
    if (![APPROVED, BANK_ERROR, DOUBTFUL].includes(coordinates)) {
      const bank = this.#bankOf(attempt);
      return views.authorizePage(this.#shown(row), bank, attempt, "badCoordinates");
    }
    this.#attempts.end(attempt);
    if (coordinates === BANK_ERROR) return views.bankErrorPage(this.#shown(row));
    const receiver = this.#engine.receivers.of(row);
    const payer = payerOf(row, receiver, { bankId, method, personalIdentifier: rut });
    const foundAfterMs =
      coordinates === APPROVED ? this.#engine.settings.verificationMs : undefined;
    this.#engine.payments.verify(row, payer, { foundAfterMs, begunAt: attempt.begunAt });
    return row.asked.return_url ? seeOther(row.asked.return_url) : this.#toPayment(row);
  }

  #close(row: PaymentRow, transition: "reject" | "markAsAbuse"): Reply {
    if (this.#canBegin(row)) this.#engine.payments.close(row, transition);
    return this.#toPayment(row);
  }

  #canBegin(row: PaymentRow): boolean {
    return row.status === "pending" && !isExpired(row, this.#engine.clock.now());
  }

  #shown(row: PaymentRow): views.Shown {
    return {
      language: this.#engine.settings.language,
      payment: this.#engine.payments.view(row),
      receiverName: this.#engine.receivers.of(row).name,
      fixedPayer: row.asked.fixed_payer_personal_identifier,
      nowMs: this.#engine.clock.now(),
    };
  }

  #bankOf(attempt: Attempt) {
    const bank = findBank(attempt.bankId);
    if (bank === undefined) throw new Refusal(404, `El banco ${attempt.bankId} no existe`);
    return bank;
  }

  #toPayment(row: PaymentRow): Reply {
    return seeOther(`/payment/info/${row.id}`);
  }

  #toStep(attempt: Attempt): Reply {
    return seeOther(`/payment/${attempt.paymentId}/bank/${attempt.id}`);
  }

  /** A step of an attempt; what is over, or was paid in another tab, leads back to the payment. */
  #bankRoute(
    method: string,
    step: string,
    answer: (row: PaymentRow, attempt: Attempt, form: URLSearchParams) => Reply,
  ): Route {
    return this.#route(method, `/payment/{id}/bank/{attempt}${step}`, (row, exchange) => {
      const attempt = this.#attempts.find(row.id, exchange.params["attempt"] ?? "");
      if (attempt === undefined || row.status !== "pending") return this.#toPayment(row);
      return answer(row, attempt, formOf(exchange));
    });
  }

  #route(
    method: string,
    path: string,
    answer: (row: PaymentRow, exchange: Exchange) => Reply,
  ): Route {
    const { language } = this.#engine.settings;
    return {
      method,
      path,
      refuse: (refusal) => views.refusalPage(language, refusal),
      answer: (exchange) => {
        const row = this.#engine.payments.get(exchange.params["id"] ?? "");
        return row === undefined ? views.notFoundPage(language) : answer(row, exchange);
      },
    };
  }
}

function formOf(exchange: Exchange): URLSearchParams {
  return new URLSearchParams(exchange.rawBody.toString("utf8"));
}

import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { findBank, listBanks, takesAmount } from "../payments/banks.js";
import { mandatoryMethod, payerOf } from "../payments/payers.js";
import { isExpired } from "../payments/payment.js";
import type { PaymentMethodId, PaymentRow } from "../payments/payment.js";
import { PAYMENT_METHODS } from "../payments/payment-methods.js";
import { isWebUrl } from "../payments/request-rules.js";
import { formatRut, sameIdentifier } from "../payments/rut.js";
import { Attempts } from "./attempts.js";
import type { Attempt } from "./attempts.js";
import { authorizePage, loginPage } from "./bank-views.js";
import type { Problem } from "./bank-views.js";
import { seeOther } from "./layout.js";
import { bankErrorPage, choicePage } from "./payer-views.js";
import type { Unfinished } from "./payer-views.js";
import type { Shown } from "./payment-page.js";
import { notFoundPage, statePage } from "./state-views.js";
import { cookieOf, formOf, isInFrame, pageRoute, withCookie } from "./visitor.js";

const PASSWORD = "1234";
const APPROVED = "112233";
const BANK_ERROR = "999999";
const DOUBTFUL = "666666";

/** The cookie that remembers the attempt begun last, so that its payer can come back to it. */
const ATTEMPT = "khipu_attempt";

/** Somebody who looks at a payment. */
interface Visit {
  readonly row: PaymentRow;
  readonly exchange: Exchange;
  readonly language: Language;
}

/** Somebody in the middle of an attempt to pay. */
interface BankVisit extends Visit {
  readonly attempt: Attempt;
}

/** The pages on which a payer pays, gives up, refuses or reports a payment. All of it works without scripts. */
export class PayerPages {
  readonly #engine: Engine;
  readonly #attempts: Attempts;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#attempts = new Attempts(engine);
  }

  routes(): Route[] {
    const choose = (only?: PaymentMethodId) => (visit: Visit) => this.#choose(visit, only);
    return [
      this.#route("GET", "/payment/info/{id}", choose()),
      this.#route("GET", "/payment/simplified/{id}", choose("simplified_transfer")),
      this.#route("GET", "/payment/manual/{id}", choose("regular_transfer")),
      this.#route("POST", "/payment/{id}/attempts", (visit) => this.#begin(visit)),
      this.#route("POST", "/payment/{id}/reject", (visit) => this.#close(visit, "reject")),
      this.#route("POST", "/payment/{id}/abuse", (visit) => this.#close(visit, "markAsAbuse")),
      this.#bankRoute("GET", "", (visit) => this.#step(visit)),
      this.#bankRoute("POST", "/login", (visit) => this.#logIn(visit)),
      this.#bankRoute("POST", "/authorize", (visit) => this.#authorize(visit)),
      // Where a form that was sent back stays, and is asked for again when its page is loaded anew.
      this.#bankRoute("GET", "/login", ({ attempt }) => this.#toStep(attempt)),
      this.#bankRoute("GET", "/authorize", ({ attempt }) => this.#toStep(attempt)),
    ];
  }

  #choose(visit: Visit, only: PaymentMethodId | undefined): Reply {
    const { row } = visit;
    const left = this.#attemptOf(visit);
    const isOpen = left !== undefined && row.status === "pending" && left.hasFailed === undefined;
    const unfinished = isOpen ? this.#unfinished(left) : undefined;
    if (!this.#canBegin(row)) return statePage(this.#shown(visit), unfinished);
    const mandatory = mandatoryMethod(row) ?? only;
    return choicePage(this.#shown(visit), {
      methods: mandatory === undefined ? PAYMENT_METHODS : [mandatory],
      method: left?.method,
      banks: listBanks(this.#engine.url).map((bank) => ({
        bank,
        isTooSmall: !takesAmount(bank, row.units),
      })),
      bankId: left?.bankId ?? row.asked.bank_id,
      unfinished,
    });
  }

  #begin({ row, exchange }: Visit): Reply {
    if (!this.#canBegin(row)) return this.#toPayment(row);
    const form = formOf(exchange);
    const bank = findBank(form.get("bank_id") ?? "");
    const method = PAYMENT_METHODS.find((known) => known === form.get("method"));
    const isAllowed = method !== undefined && (mandatoryMethod(row) ?? method) === method;
    if (bank === undefined || !isAllowed || !takesAmount(bank, row.units)) {
      return this.#toPayment(row);
    }
    const attempt = this.#attempts.begin(row, bank.bank_id, method);
    return withCookie(this.#toStep(attempt), exchange, [ATTEMPT, attempt.id, "/payment"]);
  }

  #step(visit: BankVisit): Reply {
    const { attempt } = visit;
    const shown = this.#shown(visit);
    const unfinished = this.#unfinished(attempt);
    if (attempt.hasFailed) return bankErrorPage(shown, unfinished);
    const view = attempt.rut === undefined ? loginPage : authorizePage;
    return view(shown, unfinished);
  }

  #logIn(visit: BankVisit): Reply {
    const { row, attempt } = visit;
    const form = formOf(visit.exchange);
    const typed = form.get("rut") ?? "";
    const rut = formatRut(typed);
    const fixed = row.asked.fixed_payer_personal_identifier;
    const fail = (problem: Problem) =>
      loginPage(this.#shown(visit), this.#unfinished(attempt), problem, typed);
    if (rut === undefined) return fail("badRut");
    if (fixed && !sameIdentifier(rut, fixed)) return fail("otherRut");
    if (form.get("password") !== PASSWORD) return fail("badPassword");
    attempt.rut = rut;
    return this.#toStep(attempt);
  }

  #authorize(visit: BankVisit): Reply {
    const { row, attempt, exchange } = visit;
    const { rut, bankId, method } = attempt;
    if (attempt.hasFailed) return this.#toPayment(row);
    if (rut === undefined) return this.#toStep(attempt);
    const form = formOf(exchange);
    const coordinates = ["c1", "c2", "c3"].map((name) => (form.get(name) ?? "").trim()).join("");
    if (![APPROVED, BANK_ERROR, DOUBTFUL].includes(coordinates)) {
      return authorizePage(this.#shown(visit), this.#unfinished(attempt), "badCoordinates");
    }
    if (coordinates === BANK_ERROR) {
      attempt.hasFailed = true;
      return this.#toStep(attempt);
    }
    this.#attempts.end(attempt);
    const receiver = this.#engine.receivers.of(row);
    const payer = payerOf(row, receiver, { bankId, method, personalIdentifier: rut });
    const foundAfterMs =
      coordinates === APPROVED ? this.#engine.settings.verificationMs : undefined;
    this.#engine.payments.verify(row, payer, { foundAfterMs, begunAt: attempt.begunAt });
    const shop = row.asked.return_url ?? "";
    // In a frame the shop is around the page: it is told what has happened, and goes on by itself.
    return isWebUrl(shop) && !isInFrame(exchange) ? seeOther(shop) : this.#toPayment(row);
  }

  #close({ row }: Visit, transition: "reject" | "markAsAbuse"): Reply {
    if (this.#canBegin(row)) this.#engine.payments.close(row, transition);
    return this.#toPayment(row);
  }

  #canBegin(row: PaymentRow): boolean {
    return row.status === "pending" && !isExpired(row, this.#engine.clock.now());
  }

  #shown({ row, language }: Visit): Shown {
    return {
      language,
      payment: this.#engine.payments.view(row),
      receiverName: this.#engine.receivers.of(row).name,
      fixedPayer: row.asked.fixed_payer_personal_identifier,
      isDoubtful: row.status === "verifying" && row.foundAt === undefined,
      nowMs: this.#engine.clock.now(),
    };
  }

  /** The attempt that this visitor began last, if it is one to pay this payment. */
  #attemptOf({ row, exchange }: Visit): Attempt | undefined {
    return this.#attempts.find(row.id, cookieOf(exchange, ATTEMPT) ?? "");
  }

  #unfinished(attempt: Attempt): Unfinished {
    const bank = findBank(attempt.bankId);
    if (bank === undefined) throw new Refusal(404, `El banco ${attempt.bankId} no existe`);
    return { attempt, bank };
  }

  #toPayment(row: PaymentRow): Reply {
    return seeOther(`/payment/info/${row.id}`);
  }

  #toStep(attempt: Attempt): Reply {
    return seeOther(`/payment/${attempt.paymentId}/bank/${attempt.id}`);
  }

  /** A step of an attempt; what is over, or was paid in another tab, leads back to the payment. */
  #bankRoute(method: string, step: string, answer: (visit: BankVisit) => Reply): Route {
    return this.#route(method, `/payment/{id}/bank/{attempt}${step}`, (visit) => {
      const { row, exchange } = visit;
      const attempt = this.#attempts.find(row.id, exchange.params["attempt"] ?? "");
      if (attempt === undefined || row.status !== "pending") return this.#toPayment(row);
      return answer({ ...visit, attempt });
    });
  }

  #route(method: string, path: string, answer: (visit: Visit) => Reply): Route {
    return pageRoute(this.#engine, method, path, (exchange, language) => {
      const id = exchange.params["id"] ?? "";
      const row = this.#engine.payments.get(id);
      if (row === undefined) return notFoundPage(language, id);
      return answer({ row, exchange, language });
    });
  }
}

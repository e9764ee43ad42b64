import { fieldsOf } from "../fields.js";
import { KhipuNotificationError, type NotificationErrorReason } from "../errors.js";
import type { CallOptions } from "../options.js";
import { basicAuthorization, basicCredentials, equalTexts } from "./basic-auth.js";
import { type ChargeState, chargeState } from "./charge-state.js";
import type { Charges } from "./charges.js";
import { assertEventHolds } from "./event-claims.js";
import { type OpenpayEvent, type OpenpayEventBody, parseOpenpayEvent } from "./events.js";
import type { WebhookCredentials } from "./options.js";
import type { Charge, ChargeEvent } from "./types.js";

/** Options of `webhooks.confirm`. */
export interface ConfirmEventOptions extends CallOptions {
  /** The request's `Authorization`. Needed when the client has `webhookCredentials`. */
  authorization?: string | null | undefined;
}

/** A charge's event, with the charge as Openpay has it now. */
export interface ConfirmedCharge {
  readonly kind: "charge";
  /** What was posted. Nobody signed it: believe `charge`. */
  readonly event: ChargeEvent;
  readonly charge: Charge;
  readonly state: ChargeState;
}

/** What `webhooks.confirm` resolves to. What is about no charge is as it was posted: nothing can confirm it. */
export type ConfirmedEvent = ConfirmedCharge | Exclude<OpenpayEvent, { kind: "charge" }>;

/** What Openpay posts to the merchant, which only reading the charge makes true. */
export class OpenpayWebhooks {
  readonly #charges: Charges;
  /** What must stand behind `Basic`; nothing is asked for without it. */
  readonly #credentials: string | undefined;

  /** @internal */
  constructor(charges: Charges, credentials: WebhookCredentials | undefined) {
    this.#charges = charges;
    this.#credentials = credentials && expectedCredentials(credentials);
  }

  /**
   * Parses an event, reads its charge from Openpay, and compares the two. Act on `state`, once per charge and
   * state: Openpay repeats itself.
   *
   * Events are unsigned. They can carry HTTP Basic credentials, which are checked when the client has
   * `webhookCredentials`; the charge is read in any case. `verification` and what is about no charge come back
   * as they were posted.
   *
   * @throws {@link KhipuNotificationError} when the credentials are missing or wrong, or the body is no event.
   * @throws {@link KhipuMismatchError} when the charge does not bear the event out (`charge.succeeded`, and it
   *   is not paid; `chargeback.created`, and there is none), and for a type of event that is not known. Where it is `pending` or `verifying`, answer 5xx: it may be a moment ahead.
   * @throws {@link KhipuApiError} | {@link KhipuConnectionError} | {@link KhipuTimeoutError} when the charge
   *   cannot be read: answer 5xx, so that Openpay tries again.
   * @throws TypeError when there is an `authorization` and nothing to compare it with.
   * @see operation `getCharge` in openapi/openpay.v1.yaml
   * @example
   * const event = await openpay.webhooks.confirm(body, { authorization });
   * if (event.kind === "charge") console.log(event.charge.id, event.state);
   */
  async confirm(
    body: OpenpayEventBody,
    options: ConfirmEventOptions = {},
  ): Promise<ConfirmedEvent> {
    const confirmed = await this.read(body, options);
    if (confirmed.kind === "charge") {
      assertEventHolds(confirmed.event, confirmed.charge, confirmed.state);
    }
    return confirmed;
  }

  /**
   * Does the same, but for the comparison.
   *
   * @internal
   * @see operation `getCharge` in openapi/openpay.v1.yaml
   */
  async read(body: OpenpayEventBody, options: ConfirmEventOptions): Promise<ConfirmedEvent> {
    this.#checkAuthorization(options.authorization);
    const parsed = parseOpenpayEvent(body);
    if (parsed.kind !== "charge") return parsed;
    const charge = await this.#charges.get(parsed.event.transaction.id, options);
    return { ...parsed, charge, state: chargeState(charge) };
  }

  /** @internal Whether events must carry credentials. */
  get isGuarded(): boolean {
    return this.#credentials !== undefined;
  }

  #checkAuthorization(authorization: string | null | undefined): void {
    const expected = this.#credentials;
    if (expected === undefined) {
      if (authorization === undefined || authorization === null) return;
      // Passing it looks like a check. Without credentials there would be none.
      throw new TypeError("authorization cannot be checked: the client has no webhookCredentials");
    }
    if (!authorization) throw refusal("missing-signature", "the request has no Authorization");
    const given = basicCredentials(authorization);
    if (given === undefined) throw refusal("malformed-signature", "Authorization is not Basic");
    if (!equalTexts(given, expected)) {
      throw refusal("mismatch", "the credentials are not those of webhookCredentials");
    }
  }
}

function expectedCredentials(credentials: WebhookCredentials): string {
  const { user, password } = fieldsOf<WebhookCredentials>(credentials);
  for (const [name, value] of Object.entries({ user, password })) {
    if (typeof value === "string" && value !== "") continue;
    throw new TypeError(`webhookCredentials.${name} must be a non-empty string`);
  }
  const [name, secret] = [String(user), String(password)];
  if (name.includes(":")) throw new TypeError("webhookCredentials.user must not hold a colon");
  return basicCredentials(basicAuthorization(name, secret)) ?? "";
}

function refusal(reason: NotificationErrorReason, problem: string): KhipuNotificationError {
  return new KhipuNotificationError("webhooks.confirm", reason, problem);
}

import type { OpenpayEventType } from "../../openpay/types.js";
import type { Ground } from "../ground.js";
import type { Outbox } from "../notifications/outbox.js";
import { Random } from "../random.js";
import { SimulatorError } from "../simulator-error.js";
import type { Table } from "../state/table.js";
import { isWebUrl } from "../payments/request-rules.js";
import { openpayDate } from "./charge-view.js";

/** Where Openpay posts its events to, and with what credentials. */
export interface OpenpayWebhook {
  readonly url: string;
  /** The user of HTTP Basic. @defaultValue events carry no credentials */
  readonly user?: string;
  readonly password?: string;
}

interface MerchantRow {
  readonly id: string;
  readonly privateKey: string;
  webhook?: OpenpayWebhook;
}

const KIND = "openpay";

/** Openpay's one merchant: its credentials, and its webhook. */
export class Merchant {
  readonly #ground: Ground;
  readonly #outbox: Outbox;
  readonly #table: Table<MerchantRow>;
  readonly #row: MerchantRow;

  constructor(ground: Ground, outbox: Outbox) {
    this.#ground = ground;
    this.#outbox = outbox;
    this.#table = ground.store.table<MerchantRow>("openpay-merchants");
    const random = new Random(ground.settings.seed, "openpay");
    const [kept] = this.#table.values();
    this.#row = kept ?? { id: `m${random.name(19)}`, privateKey: `sk_${random.hex(32)}` };
    this.#table.put(this.#row);
    // Credentials and webhook stay when everything else is forgotten.
    ground.events.on("reset", () => {
      this.#table.put(this.#row);
      ground.commit();
    });
    outbox.register(KIND, ({ payload = "" }) => ({
      contentType: "application/json",
      body: payload,
      ...this.#authorization(),
    }));
  }

  get id(): string {
    return this.#row.id;
  }

  get privateKey(): string {
    return this.#row.privateKey;
  }

  /** Where the merchant's part of the API is. */
  get url(): string {
    return `${this.#ground.url}/openpay/v1/${this.id}`;
  }

  /**
   * Registers a webhook, or takes it away, and posts the `verification` to it.
   *
   * @returns a promise for the end of the first attempt to post it.
   * @throws {@link SimulatorError} for an address that nothing can be posted to.
   */
  async register(webhook: OpenpayWebhook | undefined): Promise<void> {
    if (webhook === undefined) delete this.#row.webhook;
    else if (!isWebUrl(webhook.url)) throw new SimulatorError(`${webhook.url} is no web address`);
    else this.#row.webhook = { ...webhook };
    this.#table.put(this.#row);
    if (webhook === undefined) return;
    const verification_code = this.#ground.ids.name(8);
    const sent = this.#post("verification", this.id, { verification_code });
    this.#ground.commit();
    await sent;
  }

  /**
   * Tells the merchant of something, if there is a webhook.
   *
   * @returns a promise for the end of the first attempt.
   */
  tell(type: OpenpayEventType, chargeId: string, content: object): Promise<void> {
    return this.#post(type, chargeId, content);
  }

  async #post(type: OpenpayEventType, about: string, content: object): Promise<void> {
    const { webhook } = this.#row;
    if (webhook === undefined) return;
    const event_date = openpayDate(this.#ground.clock.now());
    const payload = JSON.stringify({ type, event_date, ...content });
    await this.#outbox.send({ kind: KIND, about, url: webhook.url, payload }).firstAttempt;
  }

  #authorization(): { headers?: Record<string, string> } {
    const { user, password = "" } = this.#row.webhook ?? {};
    if (user === undefined) return {};
    const credentials = Buffer.from(`${user}:${password}`).toString("base64");
    return { headers: { authorization: `Basic ${credentials}` } };
  }
}

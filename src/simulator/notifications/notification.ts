/** One attempt to deliver a notification. */
export interface NotificationAttempt {
  /** The simulator's time, in milliseconds since 1970. */
  readonly at: number;
  readonly durationMs: number;
  /** What the merchant answered; `undefined` when there was no answer. */
  readonly status?: number;
  /** Why there was no answer, e.g. `ECONNREFUSED`. */
  readonly error?: string;
  /** The beginning of the answer's body, at most 1,024 characters. */
  readonly answer?: string;
  /** The `x-khipu-signature` that was sent, if any. */
  readonly signature?: string;
}

/**
 * Where a notification stands: `scheduled` for a next attempt (or in the middle of one), `delivered`
 * with a 200, `failed` after the last retry, `lost` on purpose by a fault.
 */
export type NotificationState = "scheduled" | "delivered" | "failed" | "lost";

/** A notification as the simulator remembers it. */
export interface NotificationRow {
  /** 1 for the first one, and so on. */
  readonly id: number;
  /** Which renderer writes its body, e.g. `payment-3.0`. */
  readonly kind: string;
  /** Id of the payment, subscription or charge it tells of. */
  readonly about: string;
  readonly url: string;
  readonly createdAt: number;
  /** Whatever the renderer needs beyond `about`. */
  readonly payload?: string;
  state: NotificationState;
  /** How many retries were begun or are planned. */
  retries: number;
  attempts: NotificationAttempt[];
  /** Milliseconds since 1970. */
  nextAttemptAt?: number;
}

/** A notification as tests and dashboards see it. */
export interface Notification extends Readonly<Omit<NotificationRow, "attempts">> {
  readonly attempts: readonly NotificationAttempt[];
  readonly contentType: string;
  /** What is posted, byte for byte. */
  readonly body: string;
}

/** What is to be posted for a notification. */
export interface Envelope {
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Signs the body as notifications of version 3.0 are signed. */
  readonly secret?: string;
}

/** Writes what is posted for notifications of one kind; called anew for every attempt. */
export type Renderer = (notification: NotificationRow) => Envelope;

import { signNotification } from "../../webhooks/index.js";
import type { Ground } from "../ground.js";
import type { Envelope, NotificationAttempt, NotificationRow } from "./notification.js";
import { post } from "./post.js";

/** Enough that one merchant who never answers does not hold up the others. */
const MOST_AT_ONCE = 128;
const WRONG_SECRET = "0000000000000000000000000000000000000000";

/** Signs and posts notifications, a limited number at a time. */
export class Courier {
  readonly #ground: Ground;
  readonly #waiting: (() => void)[] = [];
  #underway = 0;
  readonly #posting = new Set<AbortController>();

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Makes one attempt. Never rejects: what went wrong is in the attempt. */
  async deliver(
    row: NotificationRow,
    envelope: Envelope,
    forged: boolean,
  ): Promise<NotificationAttempt> {
    const posting = new AbortController();
    this.#posting.add(posting);
    await this.#enter();
    try {
      const at = this.#ground.clock.now();
      const begun = performance.now();
      const signature = await this.#sign(row, envelope, forged, at);
      const result = await post(row.url, {
        headers: {
          "content-type": envelope.contentType,
          ...envelope.headers,
          ...(signature === undefined ? {} : { "x-khipu-signature": signature }),
        },
        body: envelope.body,
        timeoutMs: this.#ground.settings.notificationTimeoutMs,
        signal: posting.signal,
      });
      const durationMs = Math.round(performance.now() - begun);
      return { at, durationMs, ...result, ...(signature === undefined ? {} : { signature }) };
    } finally {
      this.#posting.delete(posting);
      this.#leave();
    }
  }

  /** Breaks off all attempts that are under way. */
  abandon(): void {
    for (const posting of this.#posting) posting.abort();
  }

  async #sign(
    row: NotificationRow,
    { body, secret }: Envelope,
    forged: boolean,
    nowMs: number,
  ): Promise<string | undefined> {
    if (secret === undefined) return undefined;
    const timestampMs = this.#ground.settings.renewTimestamps ? nowMs : row.createdAt;
    return signNotification(body, { secret: forged ? WRONG_SECRET : secret, timestampMs });
  }

  async #enter(): Promise<void> {
    if (this.#underway < MOST_AT_ONCE) this.#underway += 1;
    // Whoever leaves hands over the place, so that nobody slips in between.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#underway -= 1;
    else next();
  }
}

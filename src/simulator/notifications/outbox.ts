import type { Faults } from "../faults/faults.js";
import type { CompleteFault, NotificationFault } from "../faults/fault.js";
import type { Ground } from "../ground.js";
import { SimulatorError } from "../simulator-error.js";
import type { Table } from "../state/table.js";
import { Courier } from "./courier.js";
import type {
  Envelope,
  Notification,
  NotificationAttempt,
  NotificationRow,
  Renderer,
} from "./notification.js";

/** Delivers notifications of all APIs: tries again until exactly 200, and writes every attempt down. */
export class Outbox {
  readonly #ground: Ground;
  readonly #faults: Faults;
  readonly #table: Table<NotificationRow>;
  readonly #renderers = new Map<string, Renderer>();
  readonly #courier: Courier;
  /** First attempts that wait for another notification to go first. */
  readonly #heldBack = new Set<() => Promise<void>>();

  constructor(ground: Ground, faults: Faults) {
    this.#ground = ground;
    this.#faults = faults;
    this.#table = ground.store.table<NotificationRow>("notifications");
    this.#courier = new Courier(ground);
  }

  /** Says how notifications of a kind are written. To be called before {@link Outbox.resume}. */
  register(kind: string, render: Renderer): void {
    this.#renderers.set(kind, render);
  }

  /** Goes on with what an earlier run left undelivered. */
  resume(): void {
    for (const row of this.#table.values()) {
      if (row.state !== "scheduled") continue;
      const delayMs = (row.nextAttemptAt ?? 0) - this.#ground.clock.now();
      this.#ground.clock.after(Math.max(0, delayMs), () => this.#deliver(row));
    }
  }

  /** How many notifications there are; their numbers are 1 to this. */
  get size(): number {
    return this.#table.size;
  }

  get(id: number): Notification | undefined {
    const row = this.#table.get(id);
    return row && this.#view(row);
  }

  /** All notifications, oldest first; of one payment, subscription or charge if its id is given. */
  list(about?: string): Notification[] {
    return Array.from(this.#table.values())
      .filter((row) => about === undefined || row.about === about)
      .map((row) => this.#view(row));
  }

  /**
   * Takes in a notification.
   *
   * @returns its number, and a promise that settles when the first attempt has ended, or at once when a
   * fault puts it off. It never rejects.
   */
  send(message: Pick<NotificationRow, "kind" | "about" | "url" | "payload">): {
    id: number;
    firstAttempt: Promise<void>;
  } {
    const row: NotificationRow = {
      ...message,
      id: this.#table.size + 1,
      createdAt: this.#ground.clock.now(),
      state: "scheduled",
      retries: 0,
      attempts: [],
    };
    this.#table.put(row);
    return { id: row.id, firstAttempt: this.#begin(row) };
  }

  /**
   * Makes one more attempt at once, whatever became of the earlier ones.
   *
   * @throws {@link SimulatorError} when there is no such notification.
   */
  async resend(id: number): Promise<NotificationAttempt> {
    const row = this.#table.get(id);
    if (row === undefined) throw new SimulatorError(`there is no notification ${String(id)}`);
    return this.#attempt(row);
  }

  /** Gives up what is under way; the table is emptied by its store. */
  reset(): void {
    this.#heldBack.clear();
    this.#courier.abandon();
  }

  async #begin(row: NotificationRow): Promise<void> {
    const faults = this.#faults.forNotification(row.about, false);
    if (faults.some((fault) => fault.kind === "lost-notification")) {
      row.state = "lost";
      this.#table.put(row);
      return;
    }
    const run = () => this.#firstAttempts(row, copiesOf(faults));
    const late = faults.find((fault) => fault.kind === "late-notification");
    const reordered = faults.find((fault) => fault.kind === "reordered-notification");
    if (late !== undefined) this.#postpone(row, late.delayMs, run);
    else if (reordered !== undefined) {
      this.#holdBack(row, reordered.atMostMs, run);
    } else await run();
  }

  async #firstAttempts(row: NotificationRow, copies: number): Promise<void> {
    const extra = Array.from({ length: copies - 1 }, () => this.#attempt(row));
    await Promise.all([this.#deliver(row), ...extra]);
    for (const release of [...this.#heldBack]) void release();
  }

  #holdBack(row: NotificationRow, atMostMs: number, run: () => Promise<void>): void {
    const release = async () => {
      if (!this.#heldBack.delete(release)) return;
      cancel();
      await run();
    };
    const cancel = this.#postpone(row, atMostMs, release);
    this.#heldBack.add(release);
  }

  /** Attempts, and sees to the next attempt if that one failed. */
  async #deliver(row: NotificationRow): Promise<void> {
    if (row.state !== "scheduled") return;
    delete row.nextAttemptAt;
    await this.#attempt(row);
    if (row.state !== "scheduled" || this.#table.get(row.id) !== row) return;
    const delayMs = this.#ground.settings.retryDelaysMs[row.retries];
    if (delayMs === undefined) {
      row.state = "failed";
      this.#table.put(row);
    } else {
      row.retries += 1;
      this.#postpone(row, delayMs, () => this.#deliver(row));
    }
    this.#ground.store.commit();
  }

  #postpone(row: NotificationRow, delayMs: number, run: () => Promise<void>): () => void {
    row.nextAttemptAt = this.#ground.clock.now() + delayMs;
    this.#table.put(row);
    return this.#ground.clock.after(delayMs, run);
  }

  async #attempt(row: NotificationRow): Promise<NotificationAttempt> {
    const forged = this.#faults.forNotification(row.about, true).length > 0;
    const attempt = await this.#courier.deliver(row, this.#render(row), forged);
    // After a reset nobody knows any more what this was an attempt of.
    if (this.#table.get(row.id) !== row) return attempt;
    row.attempts.push(attempt);
    if (attempt.status === 200 && attempt.error === undefined) {
      row.state = "delivered";
      delete row.nextAttemptAt;
    }
    this.#table.put(row);
    this.#ground.store.commit();
    if (this.#ground.events.isHeard("notification")) {
      this.#ground.events.emit("notification", { notification: this.#view(row), attempt });
    }
    return attempt;
  }

  #render(row: NotificationRow): Envelope {
    const render = this.#renderers.get(row.kind);
    if (render === undefined) throw new SimulatorError(`nothing writes notifications ${row.kind}`);
    return render(row);
  }

  #view(row: NotificationRow): Notification {
    const { body, contentType } = this.#render(row);
    return { ...row, attempts: [...row.attempts], contentType, body };
  }
}

function copiesOf(faults: readonly CompleteFault<NotificationFault>[]): number {
  const duplicate = faults.find((fault) => fault.kind === "duplicate-notification");
  return duplicate?.copies ?? 1;
}

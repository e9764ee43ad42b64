import type { Random } from "../random.js";
import { SimulatorError } from "../simulator-error.js";
import { isNotificationFault } from "./fault.js";
import type { ChargeFault, Fault, NotificationFault, RequestFault } from "./fault.js";

/** A fault that is planned. */
export interface Planned<F extends Fault = Fault> {
  /** 1 for the first one, and so on. */
  readonly id: number;
  readonly fault: F;
  /** How many times it will still happen; `Infinity` when it does not end by itself. */
  left: number;
}

/** The faults that are planned, and which of them happen now. */
export class Faults {
  readonly #random: Random;
  readonly #requests = new Set<Planned<RequestFault>>();
  readonly #notifications = new Set<Planned<NotificationFault>>();
  readonly #charges = new Set<Planned<ChargeFault>>();
  #count = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Plans a fault.
   *
   * @returns a function that takes it back.
   * @throws {@link SimulatorError} when its frequency makes no sense.
   */
  plan(fault: Fault): () => void {
    checkFrequency(fault);
    const left = fault.times ?? (fault.chance === undefined ? 1 : Number.POSITIVE_INFINITY);
    const id = (this.#count += 1);
    if (fault.kind === "failed-charge") return addTo(this.#charges, { id, fault, left });
    return isNotificationFault(fault)
      ? addTo(this.#notifications, { id, fault, left })
      : addTo(this.#requests, { id, fault, left });
  }

  /** The faults that may still happen, in the order in which they were planned. */
  list(): Planned[] {
    const all: Planned[] = [...this.#requests, ...this.#notifications, ...this.#charges];
    return all.sort((a, b) => a.id - b.id);
  }

  /** Takes back a fault. @returns whether it was still planned. */
  takeBack(id: number): boolean {
    return (
      takeFrom(this.#requests, id) ||
      takeFrom(this.#notifications, id) ||
      takeFrom(this.#charges, id)
    );
  }

  /** The faults that a request of this operation runs into, in the order in which they were planned. */
  forRequest(api: string, operation: string): RequestFault[] {
    return this.#happening(
      this.#requests,
      (fault) => (fault.api ?? api) === api && (fault.operation ?? operation) === operation,
    );
  }

  /**
   * The faults that a notification runs into.
   *
   * @param forged - Whether to look for those of a single attempt, or for those of the whole notification.
   */
  forNotification(about: string, forged: boolean): NotificationFault[] {
    return this.#happening(
      this.#notifications,
      (fault) =>
        (fault.about ?? about) === about && (fault.kind === "forged-notification") === forged,
    );
  }

  /** The failure that a charge to this subscription runs into, if any. */
  forCharge(subscriptionId: string): ChargeFault | undefined {
    const fits = ({ about = subscriptionId }: ChargeFault) => about === subscriptionId;
    return this.#happening(this.#charges, fits)[0];
  }

  clear(): void {
    this.#requests.clear();
    this.#notifications.clear();
    this.#charges.clear();
  }

  #happening<F extends Fault>(planned: Set<Planned<F>>, fits: (fault: F) => boolean): F[] {
    const happening: F[] = [];
    for (const plan of planned) {
      const { chance } = plan.fault;
      if (!fits(plan.fault) || (chance !== undefined && !this.#random.chance(chance))) continue;
      happening.push(plan.fault);
      plan.left -= 1;
      if (plan.left <= 0) planned.delete(plan);
    }
    return happening;
  }
}

function addTo<T>(set: Set<T>, entry: T): () => void {
  set.add(entry);
  return () => {
    set.delete(entry);
  };
}

function takeFrom<F extends Fault>(set: Set<Planned<F>>, id: number): boolean {
  const plan = [...set].find((planned) => planned.id === id);
  return plan !== undefined && set.delete(plan);
}

function checkFrequency({ kind, times, chance }: Fault): void {
  if (times !== undefined && !(times >= 1)) {
    throw new SimulatorError(`fault ${kind}: times must be at least 1, got ${String(times)}`);
  }
  if (chance !== undefined && !(chance >= 0 && chance <= 1)) {
    throw new SimulatorError(`fault ${kind}: chance must be from 0 to 1, got ${String(chance)}`);
  }
}

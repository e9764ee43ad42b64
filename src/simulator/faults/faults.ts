import type { Random } from "../random.js";
import { SimulatorError } from "../simulator-error.js";
import { parametersOf } from "./catalogue.js";
import { isOf } from "./fault.js";
import type {
  ChargeFault,
  CompleteFault,
  Fault,
  NotificationFault,
  RequestFault,
} from "./fault.js";
import { problemWith } from "./problem.js";
import type { Operations } from "./problem.js";

/** A fault that is planned. */
export interface Planned {
  /** 1 for the first one, and so on. */
  readonly id: number;
  /** As it was told, with its defaults. */
  readonly fault: CompleteFault;
  /** How many times it will still happen; `Infinity` when it does not end by itself. */
  left: number;
}

/** The faults that are planned, and which of them happen now. */
export class Faults {
  /** What a fault of requests can be narrowed down to. */
  readonly operations: Operations;
  readonly #random: Random;
  readonly #planned = new Set<Planned>();
  #count = 0;

  constructor(random: Random, operations: Operations) {
    this.#random = random;
    this.operations = operations;
  }

  /**
   * Plans a fault.
   *
   * @returns a function that takes it back.
   * @throws {@link SimulatorError} for one that there is not, that is told what it does not take, or that
   * would never happen because no operation or API has its name.
   */
  plan(fault: Fault): () => void {
    const problem = problemWith(fault, this.operations);
    if (problem !== undefined) throw new SimulatorError(problem.en);
    const left = fault.times ?? (fault.chance === undefined ? 1 : Number.POSITIVE_INFINITY);
    const planned: Planned = { id: (this.#count += 1), fault: completed(fault), left };
    this.#planned.add(planned);
    return () => {
      this.#planned.delete(planned);
    };
  }

  /** The faults that may still happen, in the order in which they were planned. */
  list(): Planned[] {
    return [...this.#planned];
  }

  /** Takes back a fault. @returns whether it was still planned. */
  takeBack(id: number): boolean {
    const planned = this.list().find((candidate) => candidate.id === id);
    return planned !== undefined && this.#planned.delete(planned);
  }

  /** The faults that a request of this operation runs into, in the order in which they were planned. */
  forRequest(api: string, operation: string): CompleteFault<RequestFault>[] {
    return this.#happening(
      (fault): fault is CompleteFault<RequestFault> =>
        isOf("request", fault) &&
        (fault.api ?? api) === api &&
        (fault.operation ?? operation) === operation,
    );
  }

  /**
   * The faults that a notification runs into.
   *
   * @param forged - Whether to look for those of a single attempt, or for those of the whole notification.
   */
  forNotification(about: string, forged: boolean): CompleteFault<NotificationFault>[] {
    return this.#happening(
      (fault): fault is CompleteFault<NotificationFault> =>
        isOf("notification", fault) &&
        (fault.about ?? about) === about &&
        (fault.kind === "forged-notification") === forged,
    );
  }

  /** The failure that a charge to this subscription runs into, if any. */
  forCharge(subscriptionId: string): CompleteFault<ChargeFault> | undefined {
    return this.#happening(
      (fault): fault is CompleteFault<ChargeFault> =>
        isOf("charge", fault) && (fault.about ?? subscriptionId) === subscriptionId,
    )[0];
  }

  clear(): void {
    this.#planned.clear();
  }

  #happening<F extends CompleteFault>(fits: (fault: CompleteFault) => fault is F): F[] {
    const happening: F[] = [];
    for (const planned of this.#planned) {
      const { fault } = planned;
      if (!fits(fault)) continue;
      if (fault.chance !== undefined && !this.#random.chance(fault.chance)) continue;
      happening.push(fault);
      planned.left -= 1;
      if (planned.left <= 0) this.#planned.delete(planned);
    }
    return happening;
  }
}

/** Fills in what the catalogue says of parameters that were not told. */
function completed(fault: Fault): CompleteFault {
  const defaults = parametersOf(fault.kind).flatMap(([name, parameter]) =>
    "default" in parameter ? [[name, parameter.default] as const] : [],
  );
  const told = Object.entries(fault).filter(([, value]) => value !== undefined);
  const complete: object = Object.fromEntries<unknown>([...defaults, ...told]);
  // The defaults are those of this kind, and have the types that it says.
  return complete as CompleteFault;
}

import { isKhipuError } from "../../index.js";
import type { Payment } from "../../types.js";
import { CliError } from "../cli-error.js";
import { type Ceilings, isWithin } from "./ceilings.js";
import type { Write } from "./write.js";

/**
 * Stands before every write: holds ceilings, and remembers what was sent and never answered.
 *
 * Ceilings hold for an account of Khipu's; a simulator has none. What was never answered holds for both.
 */
export class Guard {
  readonly #ceilings: Ceilings | undefined;
  readonly #unanswered = new Set<Write>();

  /** @param ceilings - None for a simulator, where no money moves. */
  constructor(ceilings: Ceilings | undefined) {
    this.#ceilings = ceilings;
  }

  /** Whether a person has to say yes before anything is sent. */
  get asksFirst(): boolean {
    return this.#ceilings !== undefined;
  }

  /**
   * Refuses a write before anybody is asked.
   *
   * @throws CliError when it is above its ceiling, or may be a repetition of one that was never answered.
   */
  check(write: Write): void {
    const { amount, currency, paymentId } = write;
    if ([...this.#unanswered].some((earlier) => write.repeats(earlier))) {
      throw notKnown(paymentId);
    }
    if (this.#ceilings !== undefined && !isWithin(this.#ceilings, amount, currency)) {
      throw aboveCeiling(this.#ceilings.get(currency), currency);
    }
  }

  /**
   * Sends a write that was checked, and remembers it if no answer comes, or nobody is there any more to hear it.
   *
   * @param heard - Aborted when the agent has given the request up.
   */
  async send(write: Write, signal: AbortSignal, heard: AbortSignal): Promise<unknown> {
    // From now on: should two come at once, the second one finds the first.
    this.#unanswered.add(write);
    try {
      const answer = await write.send(signal);
      if (!heard.aborted) this.#unanswered.delete(write);
      return answer;
    } catch (error) {
      if (hadNoEffect(error)) this.#unanswered.delete(write);
      throw error;
    }
  }

  /** Notes that a payment was read: what it shows is known from now on. */
  noteRead(payment: Payment): void {
    for (const write of this.#unanswered) if (write.shows(payment)) this.#unanswered.delete(write);
  }
}

/** Refused, never sent, or found wrong before it was. */
function hadNoEffect(error: unknown): boolean {
  if (isKhipuError(error)) return "outcome" in error && error.outcome !== "unknown";
  return error instanceof TypeError || error instanceof RangeError;
}

function notKnown(paymentId: string | undefined): CliError {
  return new CliError(
    {
      en: "an earlier request like this one was never answered: it may have taken effect, so it is not repeated",
      es: "una solicitud anterior como esta nunca tuvo respuesta: puede haber tenido efecto, así que no se repite",
    },
    paymentId === undefined
      ? {
          en: "Look for the payment in Khipu's panel. If it is there, read it with read_payment; if it is not, a person restarts this server.",
          es: "Busca el cobro en el panel de Khipu. Si está, léelo con read_payment; si no está, una persona reinicia este servidor.",
        }
      : {
          en: `Read ${paymentId} with read_payment first; a refund can take some minutes to show.`,
          es: `Lee antes ${paymentId} con read_payment; una devolución puede tardar unos minutos en verse.`,
        },
  );
}

function aboveCeiling(ceiling: number | undefined, currency: string): CliError {
  const said =
    ceiling === undefined
      ? {
          en: `this server may move nothing in ${currency}: it was started without a ceiling for it`,
          es: `este servidor no puede mover nada en ${currency}: partió sin un tope para esa moneda`,
        }
      : {
          en: `this is above the ceiling of ${ceiling} ${currency} that this server was started with`,
          es: `esto supera el tope de ${ceiling} ${currency} con que partió este servidor`,
        };
  return new CliError(said, {
    en: "A person decides on it: khipu mcp --allow-writes --max-amount CLP=50000.",
    es: "Lo decide una persona: khipu mcp --allow-writes --max-amount CLP=50000.",
  });
}

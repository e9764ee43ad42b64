import { isWhole, isWithin } from "../faults/parameter.js";
import type { Range } from "../faults/parameter.js";
import { Refusal } from "../http/refusal.js";
import { unitsOf } from "../payments/money.js";
import type { DashboardTexts } from "./texts.js";

/** Reads the fields of a form; what is not understood is told in words. */
export class Form {
  readonly #fields: URLSearchParams;
  readonly #texts: DashboardTexts;

  constructor(fields: URLSearchParams, texts: DashboardTexts) {
    this.#fields = fields;
    this.#texts = texts;
  }

  /** A text without spaces around it; `undefined` when it is empty. */
  text(name: string): string | undefined {
    const text = this.#fields.get(name)?.trim();
    return text === "" ? undefined : text;
  }

  isChecked(name: string): boolean {
    return this.#fields.has(name);
  }

  /**
   * A number, or `undefined` when nothing was entered.
   *
   * @param label - What a person calls it.
   * @throws {@link Refusal} 400 for anything else.
   */
  number(name: string, label: string, range: Range): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text.replace(",", "."));
    const fits = isWithin(value, range) && (range.isWhole === undefined || isWhole(value));
    if (!fits) throw new Refusal(400, this.#texts.badNumber(label));
    return value;
  }

  /**
   * An amount of money, or `undefined` when nothing was entered.
   *
   * @throws {@link Refusal} 400 for anything else.
   */
  amount(name: string, label: string): string | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if ((unitsOf(text) ?? 0) <= 0) throw new Refusal(400, this.#texts.badNumber(label));
    return text;
  }
}

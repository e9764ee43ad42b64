import type { Fault, FaultFrequency, FaultKind } from "../faults/fault.js";
import type { Range, Form } from "./form.js";
import type { DashboardTexts } from "./texts.js";

/** A parameter of a fault. */
export type Parameter = keyof DashboardTexts["parameters"];

/** What a fault can be narrowed down to: an operation, or what a notification or charge is about. */
export type Scope = "operation" | "about";

/** How a kind of fault is asked for. */
export interface FaultForm {
  readonly kind: FaultKind;
  readonly scope: Scope;
  /** Each with what is proposed. */
  readonly parameters: Partial<Record<Parameter, string>>;
}

const LONGEST_MS = 7 * 86_400_000;
const RANGES: Readonly<Partial<Record<Parameter, Range>>> = {
  delayMs: { min: 0, max: LONGEST_MS },
  retryAfterSeconds: { min: 0, max: 86_400, isWhole: true },
  status: { min: 400, max: 599, isWhole: true },
  copies: { min: 1, max: 100, isWhole: true },
  atMostMs: { min: 0, max: LONGEST_MS },
};

/** The faults of requests. */
export const REQUEST_FAULTS: readonly FaultForm[] = [
  { kind: "latency", scope: "operation", parameters: { delayMs: "2000" } },
  { kind: "rate-limit", scope: "operation", parameters: { retryAfterSeconds: "1" } },
  { kind: "server-error", scope: "operation", parameters: { tookEffect: "" } },
  { kind: "html", scope: "operation", parameters: { status: "502", tookEffect: "" } },
  { kind: "cut-body", scope: "operation", parameters: {} },
  { kind: "reset", scope: "operation", parameters: { tookEffect: "" } },
];

/** The faults of notifications. */
export const NOTIFICATION_FAULTS: readonly FaultForm[] = [
  { kind: "late-notification", scope: "about", parameters: { delayMs: "60000" } },
  { kind: "duplicate-notification", scope: "about", parameters: { copies: "2" } },
  { kind: "reordered-notification", scope: "about", parameters: { atMostMs: "60000" } },
  { kind: "forged-notification", scope: "about", parameters: {} },
  { kind: "lost-notification", scope: "about", parameters: {} },
];

/** The faults of charges to subscriptions. */
export const CHARGE_FAULTS: readonly FaultForm[] = [
  { kind: "failed-charge", scope: "about", parameters: { message: "Sin fondos" } },
];

/** The form of a kind, if there is such a kind. */
export function formOfKind(kind: string): FaultForm | undefined {
  const all = [...REQUEST_FAULTS, ...NOTIFICATION_FAULTS, ...CHARGE_FAULTS];
  return all.find((form) => form.kind === kind);
}

/**
 * The fault that a form asks for.
 *
 * @throws {@link Refusal} 400 for what is no number, or none that fits.
 */
export function faultOf({ kind }: FaultForm, form: Form, texts: DashboardTexts): Fault {
  const number = (name: Parameter) =>
    form.number(name, texts.parameters[name], RANGES[name] ?? { min: 0, max: Infinity });
  const optional = <Name extends Parameter>(name: Name) => {
    const value = number(name);
    return value === undefined ? {} : ({ [name]: value } as Record<Name, number>);
  };
  const common = { ...frequencyOf(form, texts), ...scopeOf(form) };
  const tookEffect = form.isChecked("tookEffect");
  const message = form.text("message");
  switch (kind) {
    case "latency":
    case "late-notification":
      return { kind, ...common, delayMs: number("delayMs") ?? 0 };
    case "rate-limit":
      return { kind, ...common, ...optional("retryAfterSeconds") };
    case "server-error":
    case "reset":
      return { kind, ...common, tookEffect };
    case "html":
      return { kind, ...common, tookEffect, ...optional("status") };
    case "duplicate-notification":
      return { kind, ...common, ...optional("copies") };
    case "reordered-notification":
      return { kind, ...common, ...optional("atMostMs") };
    case "failed-charge":
      return { kind, ...common, ...(message === undefined ? {} : { message }) };
    default:
      return { kind, ...common };
  }
}

function frequencyOf(form: Form, texts: DashboardTexts): FaultFrequency {
  const times = form.number("times", texts.times, { min: 1, max: 1_000_000, isWhole: true });
  const chance = form.number("chance", texts.chance, { min: 0, max: 1 });
  return {
    ...(times === undefined ? {} : { times }),
    ...(chance === undefined ? {} : { chance }),
  };
}

/** An operation is written with its API, since two APIs may have one of the same name. */
function scopeOf(form: Form): { operation?: string; api?: string; about?: string } {
  const [api, operation] = form.text("operation")?.split("/") ?? [];
  const about = form.text("about");
  return {
    ...(api === undefined || operation === undefined ? {} : { api, operation }),
    ...(about === undefined ? {} : { about }),
  };
}

import { FAULTS } from "./catalogue.js";
import type { FaultKind, FaultScope, FREQUENCY, SCOPES } from "./catalogue.js";
import type { Complete, Told } from "./parameter.js";

export type { FaultKind } from "./catalogue.js";

/** Which requests a fault meets: those that fit everything named here; all API requests if nothing is. */
export type RequestScope = Told<(typeof SCOPES)["request"]>;

/** Which notifications a fault meets: all of them if nothing is named here. */
export type NotificationScope = Told<(typeof SCOPES)["notification"]>;

/** How often a fault happens. */
export type FaultFrequency = Told<typeof FREQUENCY>;

type Described<Kind extends FaultKind> = (typeof FAULTS)[Kind];

type FaultOf<Kind extends FaultKind> = { readonly kind: Kind } & Told<
  Described<Kind>["parameters"]
> &
  Told<(typeof SCOPES)[Described<Kind>["scope"]]> &
  FaultFrequency;

type FaultsIn<Scope extends FaultScope> = {
  [Kind in FaultKind]: Described<Kind>["scope"] extends Scope ? FaultOf<Kind> : never;
}[FaultKind];

/** Something that goes wrong with a request to an API. */
export type RequestFault = FaultsIn<"request">;

/** Something that goes wrong with a notification. */
export type NotificationFault = FaultsIn<"notification">;

/** Something that goes wrong with a charge to a subscription. */
export type ChargeFault = FaultsIn<"charge">;

/** Something that goes wrong on purpose. */
export type Fault = FaultsIn<FaultScope>;

/** A fault whose own parameters are all there. */
export type CompleteFault<F extends Fault = Fault> = F extends { readonly kind: infer Kind }
  ? F & Complete<Described<Kind & FaultKind>["parameters"]>
  : never;

/** Whether a fault happens to what this scope names. */
export function isOf<Scope extends FaultScope>(
  scope: Scope,
  fault: CompleteFault,
): fault is CompleteFault<FaultsIn<Scope>> {
  return FAULTS[fault.kind].scope === scope;
}

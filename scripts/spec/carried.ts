import { fieldOf, isSent, type Place } from "./change.js";
import type { Carrier } from "./carriers.js";
import type { FacadeTypes } from "./facade-types.js";

/**
 * What of the facade carries the field at a place: `CreatePaymentParams.subject`, `argument paymentId`.
 * Nothing when no type has it.
 */
export function carriedBy(types: FacadeTypes, carrier: Carrier, place: Place): string | undefined {
  if (place.part === "parameters") return parameterOf(types, carrier, place);
  const status = place.status ?? "2";
  if (place.part === "response" && !status.startsWith("2")) return errorField(place);
  const from = isSent(place) ? carrier.sent : carrier.received;
  const owner = firstOwner(types, from, place.path);
  return owner ?? (isSent(place) ? argumentFor(carrier, place.path.at(-1) ?? "") : undefined);
}

function firstOwner(
  types: FacadeTypes,
  from: readonly Parameters<FacadeTypes["owner"]>[0][],
  path: readonly string[],
): string | undefined {
  for (const type of from) {
    const owner = types.owner(type, path);
    if (owner !== undefined) return owner;
  }
  return undefined;
}

/** A parameter is a field of what is handed over, or handed over by itself, or set once for a client. */
function parameterOf(
  types: FacadeTypes,
  carrier: Carrier,
  { isWebhook, path }: Place,
): string | undefined {
  const [kind = "", name = ""] = (path[0] ?? "").split(" ");
  if (isWebhook) return kind === "header" ? `${carrier.methods[0] ?? ""}: headers` : undefined;
  const owner = kind === "path" ? undefined : firstOwner(types, carrier.sent, [name]);
  return owner ?? firstOwner(types, carrier.sent, [camel(name)]) ?? argumentFor(carrier, name);
}

/** `merchant_id` is `merchantId`; a single argument needs no name in common. */
function argumentFor({ args }: Carrier, name: string): string | undefined {
  const [only] = args;
  const argument =
    args.find((one) => one === camel(name)) ?? (args.length === 1 ? only : undefined);
  return argument === undefined ? undefined : `argument ${argument}`;
}

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Khipu gives errors no promise of a body; the facade reads the two shapes that are known. */
function errorField(place: Place): string {
  return fieldOf(place).startsWith("errors") ? "KhipuApiError.fieldErrors" : "KhipuApiError.body";
}

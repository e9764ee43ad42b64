import type ts from "typescript";
import { HANDLED_BY } from "../inspect/coverage.js";
import { facadeMethods } from "../inspect/facade.js";
import type { Spec } from "../specs.js";
import { type FacadeTypes, facadeTypes } from "./facade-types.js";

/** What of the facade carries one operation. */
export interface Carrier {
  /** As a user writes them, the one that calls the operation first: `khipu.payments.get`. */
  readonly methods: readonly string[];
  /** Objects that the caller hands over, and what the client is made with. */
  readonly sent: readonly ts.Type[];
  /** What the caller hands over one by one: `paymentId`. */
  readonly args: readonly string[];
  /** What comes back; of a webhook, what is made of its body. */
  readonly received: readonly ts.Type[];
}

/** The facade, by the operations that it carries. */
export interface Carriers {
  readonly types: FacadeTypes;
  of(spec: Spec, operationId: string): Carrier | undefined;
}

/** The classes that users make, and what they call them. */
const CLIENTS = [
  { path: "src/khipu.ts", name: "Khipu", says: "khipu" },
  { path: "src/v2/khipu-v2.ts", name: "KhipuV2", says: "khipuV2" },
  { path: "src/openpay/openpay.ts", name: "Openpay", says: "openpay" },
] as const;

/** Reads which methods and types of the facade under `root` carry which operations. */
export function readCarriers(root: string): Carriers {
  const methods = facadeMethods();
  const handlers = Object.values(HANDLED_BY).flatMap((byId) => Object.values(byId));
  const files = [
    ...CLIENTS.map(({ path }) => path),
    ...handlers.map((one) => one.split("#")[0] ?? ""),
  ];
  const types = facadeTypes(root, [...new Set(files)]);
  const clients = new Map(clientFields(types));
  return {
    types,
    of(spec, operationId) {
      const handler = HANDLED_BY[spec.document]?.[operationId];
      if (handler !== undefined) return handlerCarrier(types, handler);
      const tagged = methods.filter(({ tags }) =>
        tags.some(
          ({ document, operation }) => document === spec.document && operation === operationId,
        ),
      );
      const calls = (method: (typeof methods)[number]) =>
        method.calls.some(({ operation }) => operation === operationId);
      const sorted = [...tagged.filter(calls), ...tagged.filter((one) => !calls(one))];
      const found = sorted.flatMap((method) => methodCarrier(types, clients, method) ?? []);
      return found.length === 0 ? undefined : together(found);
    },
  };
}

interface Client {
  /** `khipu.payments` */
  readonly says: string;
  readonly options: readonly ts.Type[];
}

/** The clients' fields, by the name of their class. */
function clientFields(types: FacadeTypes): [string, Client][] {
  return CLIENTS.flatMap(({ path, name, says }) => {
    const symbol = types.declared(path, name);
    if (symbol === undefined) return [];
    const options = types.constructed(symbol);
    return types
      .fields(symbol)
      .map((field): [string, Client] => [
        types.nameOf(field.type),
        { says: `${says}.${field.name}`, options },
      ]);
  });
}

function methodCarrier(
  types: FacadeTypes,
  clients: ReadonlyMap<string, Client>,
  { name, at }: { readonly name: string; readonly at: string },
): Carrier | undefined {
  const [owner = "", method = ""] = name.split(".");
  const client = clients.get(owner);
  const symbol = types.declared(at.split(":")[0] ?? "", owner);
  if (symbol === undefined || client === undefined) return undefined;
  if (types.isInternal(symbol, method)) return undefined;
  return carrierOf(
    types,
    `${client.says}.${method}`,
    types.signatures(symbol, method),
    client.options,
  );
}

function handlerCarrier(types: FacadeTypes, handler: string): Carrier | undefined {
  const [path = "", name = ""] = handler.split("#");
  const symbol = types.declared(path, name);
  if (symbol === undefined) return undefined;
  const carrier = carrierOf(types, name, types.signatures(symbol), []);
  // Some say of what kind an event is, and hand the event on beside it.
  const events = carrier.received.flatMap((type) => types.below(type, "event"));
  return { ...carrier, received: [...carrier.received, ...events] };
}

function carrierOf(
  types: FacadeTypes,
  says: string,
  signatures: readonly ts.Signature[],
  options: readonly ts.Type[],
): Carrier {
  const parameters = signatures.flatMap((one) => types.parameters(one));
  const isText = ({ type }: { type: ts.Type }) => /^(?:string|number)\b/.test(types.nameOf(type));
  return {
    methods: [says],
    sent: [...parameters.filter((one) => !isText(one)).map(({ type }) => type), ...options],
    args: [...new Set(parameters.filter(isText).map(({ name }) => name))],
    received: signatures.map((one) => types.result(one)),
  };
}

/** The first of them is what calls the operation; the rest are only named. */
function together([first, ...rest]: readonly Carrier[]): Carrier | undefined {
  return first && { ...first, methods: [first, ...rest].flatMap(({ methods }) => methods) };
}

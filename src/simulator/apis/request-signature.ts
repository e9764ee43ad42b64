import { createHmac, timingSafeEqual } from "node:crypto";
import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import type { Exchange } from "../http/reply.js";
import type { ReceiverRow } from "../receivers/receiver.js";

const FORM = "application/x-www-form-urlencoded";

/**
 * Finds the receiver that signed a request of version 2.0: `Authorization: <receiver_id>:<signature>`.
 *
 * The rules are written down here once more, apart from the client's: a mistake made on both sides would
 * go unnoticed.
 *
 * @throws {@link Refusal} 403 without a signature, with a wrong one, or with that of an unknown receiver.
 */
export function authenticateBySignature(engine: Engine, exchange: Exchange): ReceiverRow {
  const { authorization = "" } = exchange.headers;
  const [, id, given = ""] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(authorization) ?? [];
  const receiver = id === undefined ? undefined : engine.receivers.get(Number(id));
  // Without a receiver the signature is checked all the same, so that time does not tell who exists.
  const secret = receiver?.secret ?? "no such receiver";
  const isSigned = addressesOf(engine, exchange).some((address) => {
    const text = `${exchange.method}&${encode(address)}${fieldsOf(exchange)}`;
    const expected = createHmac("sha256", secret).update(text).digest();
    const actual = Buffer.from(given, "hex");
    return actual.length === expected.length && timingSafeEqual(actual, expected);
  });
  if (receiver === undefined || !isSigned) throw new Refusal(403, "Error de autorización");
  return receiver;
}

/** What the client may have called this address: the name it connected to, or the one made public. */
function addressesOf(engine: Engine, { headers, path }: Exchange): string[] {
  const asCalled = `http://${headers.host ?? ""}`;
  return [asCalled, engine.url].map((origin) => origin + decodeURIComponent(path));
}

/** Query and form together, sorted by name; any other body as it came. */
function fieldsOf({ query, headers, rawBody }: Exchange): string {
  const body = rawBody.toString("utf8");
  const isForm = headers["content-type"]?.toLowerCase().startsWith(FORM) ?? false;
  const fields = [...query, ...new URLSearchParams(isForm ? body : "")]
    .map(([name, value]) => ({ name: encode(name), value: encode(value) }))
    .sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name))
    .map(({ name, value }) => `&${name}=${value}`)
    .join("");
  return isForm || body === "" ? fields : `${fields}&${body}`;
}

/** RFC 3986: everything but letters, digits and `-._~`, byte by byte. */
function encode(text: string): string {
  let encoded = "";
  for (const byte of Buffer.from(text, "utf8")) {
    const character = String.fromCharCode(byte);
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    encoded += /[A-Za-z0-9._~-]/.test(character) ? character : `%${hex}`;
  }
  return encoded;
}

import { equalBytes } from "#crypto";
import { bytesOf } from "../webhooks/body.js";

/** HTTP Basic: the name of the scheme does not depend on case, and one or more spaces follow it. */
const BASIC = /^basic +(\S+)$/i;

/** Writes the value of `Authorization` for HTTP Basic. */
export function basicAuthorization(user: string, password: string): string {
  // By way of bytes: `btoa` takes no letters beyond Latin-1.
  const bytes = bytesOf(`${user}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}

/** Reads what stands behind `Basic`; `undefined` for any other scheme. */
export function basicCredentials(authorization: string): string | undefined {
  return BASIC.exec(authorization.trim())?.[1];
}

/** Compares two texts in a time that depends on their lengths alone. */
export function equalTexts(a: string, b: string): boolean {
  return equalBytes(bytesOf(a), bytesOf(b));
}

import { createHmac, timingSafeEqual } from "node:crypto";
import type { Request, Response } from "express";
import type { Context } from "../context.js";

type Needs = Pick<Context, "config" | "publicUrl">;

/** How long and where a cookie is kept. */
export interface CookieOptions {
  readonly path?: string;
  readonly maxAgeMs?: number;
  readonly sameSite?: "lax" | "strict";
}

/** Gives a browser a cookie that it can read and not change: the value carries our signature. */
export function setSignedCookie(
  needs: Needs,
  response: Response,
  name: string,
  value: unknown,
  { path = "/", maxAgeMs, sameSite = "lax" }: CookieOptions = {},
): void {
  const payload = Buffer.from(JSON.stringify(value)).toString("base64url");
  response.cookie(name, `${payload}.${signatureOf(needs, name, payload)}`, {
    httpOnly: true,
    secure: needs.publicUrl.startsWith("https:"),
    path,
    sameSite,
    ...(maxAgeMs !== undefined && { maxAge: maxAgeMs }),
  });
}

/** What {@link setSignedCookie} kept; `undefined` when it is not there, or not of our making. */
export function readSignedCookie(needs: Needs, request: Request, name: string): unknown {
  const [payload = "", signature = ""] = readCookie(request, name).split(".");
  if (!isSame(signature, signatureOf(needs, name, payload))) return undefined;
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

/** A token that only a page of ours can show to this session. */
export function formToken(needs: Needs, sessionId: string): string {
  return signatureOf(needs, "form", sessionId);
}

/** Compares two texts, taking as long for a near miss as for a wild one. */
export function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac("sha256", "length").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** A cookie as the browser sent it; empty when there is none. */
export function readCookie(request: Request, name: string): string {
  const cookies = (request.headers.cookie ?? "").split(/; */);
  return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
}

/** `purpose` keeps a signature from counting for anything else. */
function signatureOf({ config }: Needs, purpose: string, payload: string): string {
  const hmac = createHmac("sha256", config.sessionSecret);
  return hmac.update(`${purpose}\n${payload}`).digest("base64url");
}

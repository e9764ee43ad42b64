import type { NextFunction, Request, Response } from "express";
import type { Context } from "../context.js";
import { formToken, isSame, readSignedCookie, setSignedCookie } from "./cookies.js";
import { newKey, type Visit, visitOf } from "./visit.js";

/** Somebody who knew the password. */
interface AdminSession {
  readonly id: string;
  readonly until: number;
}

const COOKIE = "admin";
const PATH = "/admin";
const HOURS_8_MS = 8 * 60 * 60 * 1000;

/** Compares a password in constant time, and keeps who has the right one for eight hours. */
export function logIn(context: Context, response: Response, password: string): boolean {
  if (!isSame(password, context.config.adminPassword)) return false;
  const session: AdminSession = { id: newKey(), until: Date.now() + HOURS_8_MS };
  setSignedCookie(context, response, COOKIE, session, {
    path: PATH,
    maxAgeMs: HOURS_8_MS,
    sameSite: "strict",
  });
  return true;
}

/** Lets the browser forget the session. */
export function logOut(response: Response): void {
  response.clearCookie(COOKIE, { path: PATH });
}

/** The id of the admin's session; nothing for everybody else. */
export function adminIdOf(context: Context, request: Request): string | undefined {
  // Nobody but logIn can have signed it.
  const session = readSignedCookie(context, request, COOKIE) as AdminSession | undefined;
  return session && session.until > Date.now() ? session.id : undefined;
}

/** Sends everybody but the admin to the login. */
export function adminOnly(context: Context) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (adminIdOf(context, request) === undefined) response.redirect(303, `${PATH}/login`);
    else next();
  };
}

/** The admin's visit: its forms carry the token of the admin's session, not of the cart's. */
export function adminVisitOf(context: Context, request: Request, response: Response): Visit {
  const visit = visitOf(context, request, response);
  const id = adminIdOf(context, request);
  return id === undefined ? visit : { ...visit, formToken: formToken(context, id) };
}

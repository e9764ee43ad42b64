import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { Context } from "../context.js";
import { type Language, type Texts, textsIn } from "../texts/index.js";
import { formToken, readCookie, readSignedCookie, setSignedCookie } from "./cookies.js";
import { queryText } from "./fields.js";

/** What a browser keeps for the shop, signed. */
export interface Session {
  readonly id: string;
  /** How many of each product. */
  readonly cart: Readonly<Record<string, number>>;
  /** The order that this cart becomes: whichever window asks for it first. */
  readonly checkoutKey: string;
  /** The link of the order that was placed last, for who comes back from Khipu by the back button. */
  readonly lastOrder?: string;
}

/** Who asks, in which language, and with what in the cart. */
export interface Visit {
  readonly session: Session;
  readonly language: Language;
  readonly texts: Texts;
  /** Goes into every form; see `web/forms.ts`. */
  readonly formToken: string;
  /** The address of this page, for the links to the other language. */
  readonly path: string;
}

const COOKIE = "shop";
const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Reads who asks; who is new is given a session. */
export function visitOf(context: Context, request: Request, response: Response): Visit {
  const session = sessionOf(context, request) ?? saveSession(context, response, newSession());
  const language = languageOf(request, response);
  return {
    session,
    language,
    texts: textsIn(language),
    formToken: formToken(context, session.id),
    path: request.originalUrl.split("?", 1)[0] ?? "/",
  };
}

/** The session of a request, if it has one. */
export function sessionOf(context: Context, request: Request): Session | undefined {
  // Nobody but saveSession can have signed it.
  return readSignedCookie(context, request, COOKIE) as Session | undefined;
}

/** Keeps a session in the browser. */
export function saveSession(context: Context, response: Response, session: Session): Session {
  setSignedCookie(context, response, COOKIE, session);
  return session;
}

/** The session with another cart, and therefore another order to come. */
export function withCart(session: Session, cart: Session["cart"]): Session {
  return { ...session, cart, checkoutKey: newKey() };
}

/** A key that nobody can guess. */
export function newKey(): string {
  return randomBytes(16).toString("base64url");
}

function newSession(): Session {
  return { id: newKey(), cart: {}, checkoutKey: newKey() };
}

/** `?lang=` and from then on a cookie; before that what the browser prefers, of the two that there are. */
function languageOf(request: Request, response: Response): Language {
  const asked = queryText(request, "lang");
  if (asked === "es" || asked === "en") {
    response.cookie("lang", asked, { sameSite: "lax", path: "/", maxAge: YEAR_MS });
    return asked;
  }
  const kept = readCookie(request, "lang");
  if (kept === "es" || kept === "en") return kept;
  // Without the header, Express accepts the first.
  return request.acceptsLanguages("es", "en") === "en" ? "en" : "es";
}

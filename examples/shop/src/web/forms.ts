import type { NextFunction, Request, Response } from "express";
import type { Context } from "../context.js";
import { formToken, isSame } from "./cookies.js";
import { field } from "./fields.js";
import { html, type Html } from "./html.js";

/** A form was sent by a page that is not ours, or by one that is older than its session. */
export class ForeignFormError extends Error {
  override readonly name = "ForeignFormError";
}

/** The field that every form carries. */
export function tokenField(token: string): Html {
  return html`<input type="hidden" name="token" value="${token}" />`;
}

/**
 * Lets a form in only with the token of its session, which a page of somebody else's cannot read.
 *
 * @param sessionIdOf - the session that must have shown the form.
 */
export function ownFormsOnly(
  context: Context,
  sessionIdOf: (request: Request) => string | undefined,
) {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.method === "GET" || request.method === "HEAD") {
      next();
      return;
    }
    const id = sessionIdOf(request);
    const isOurs = id !== undefined && isSame(field(request, "token"), formToken(context, id));
    next(isOurs ? undefined : new ForeignFormError("the form is not of this session"));
  };
}

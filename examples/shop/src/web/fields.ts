import type { Request } from "express";

/** A field of a form, trimmed; empty when it is not there or is sent twice. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body;
  return text(Object(body) as Record<string, unknown>, name);
}

/** A field that is to be a whole number from 0; otherwise nothing. */
export function wholeNumber(request: Request, name: string): number | undefined {
  const value = field(request, name);
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

/** A parameter of the query; empty when it is not there. */
export function queryText(request: Request, name: string): string {
  return text(request.query, name);
}

/** A part of the path; empty when it is not there. */
export function pathText(request: Request, name: string): string {
  return text(request.params, name);
}

function text(from: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(from, name) ? from[name] : undefined;
  return typeof value === "string" ? value.trim() : "";
}

import type { Said } from "../language.js";

/** How a check ended. `skipped` could not be made because an earlier one failed, or nothing was given. */
export type CheckStatus = "ok" | "warning" | "failed" | "skipped";

/** One thing that the doctor looked at. */
export interface Check {
  /** For programs; it does not change. */
  readonly id: string;
  readonly status: CheckStatus;
  readonly found: Said;
  /** What to do about it; never missing when the check failed. */
  readonly remedy?: Said;
}

/** It is as it should be. */
export function ok(id: string, en: string, es: string): Check {
  return { id, status: "ok", found: { en, es } };
}

/** It works, and may hurt later. */
export function warning(id: string, found: Said, remedy: Said): Check {
  return { id, status: "warning", found, remedy };
}

/** It does not work. */
export function failed(id: string, found: Said, remedy: Said): Check {
  return { id, status: "failed", found, remedy };
}

/** It could not be looked at. */
export function skipped(id: string, en: string, es: string): Check {
  return { id, status: "skipped", found: { en, es } };
}

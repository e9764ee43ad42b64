import { isObject, type JsonObject, listAt, textAt } from "../generate/json.js";
import { applyOverlay } from "../generate/overlay.js";
import { problemOf } from "./unusable.js";

/** An action of an overlay that has nothing to correct any more. */
export interface IdleAction {
  /** Counted from 0. */
  readonly index: number;
  readonly target: string;
  /** Why it was there, as its description says. */
  readonly reason: string;
  /** What it does now: it matches nothing, or changes nothing. */
  readonly problem: string;
}

/** Applies an overlay action by action, and tells which of them no longer do anything. */
export function replayOverlay(document: JsonObject, overlay: JsonObject): IdleAction[] {
  const idle: IdleAction[] = [];
  let current = document;
  for (const [index, action] of listAt(overlay, "actions").entries()) {
    const found = (problem: string) => {
      const reason = textAt(action, "description")?.trim().replaceAll(/\s+/g, " ") ?? "";
      idle.push({ index, target: textAt(action, "target") ?? "", reason, problem });
    };
    try {
      const next = applyOverlay(current, { overlay: "1.0.0", actions: [action] });
      if (isObject(action) && JSON.stringify(next) === JSON.stringify(current)) {
        found("changes nothing any more");
      }
      current = next;
    } catch (error) {
      if (!problemOf(error).endsWith("matches nothing")) throw error;
      found("matches nothing any more");
    }
  }
  return idle;
}

import type { EndEvent, Hooks } from "../../src/index.js";

/** Hooks that write down the order of events, and how calls end. */
export function recordedHooks() {
  /** `request`, `response`, `retry`, `end`. */
  const order: string[] = [];
  const ends: EndEvent[] = [];
  const all: unknown[] = [];
  const note = (name: string) => (event: unknown) => {
    order.push(name);
    all.push(event);
  };
  const hooks: Hooks = {
    onRequest: note("request"),
    onResponse: note("response"),
    onRetry: note("retry"),
    onEnd: (event) => {
      note("end")(event);
      ends.push(event);
    },
  };
  return { order, ends, all, hooks };
}

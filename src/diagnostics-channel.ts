import { channel } from "node:diagnostics_channel";
import type { Hooks } from "./options.js";
import type { OnVerdict } from "./verdict.js";

/** What publishes to the channels: for a client, and for a handler or a reconciliation. */
export interface KhipuChannels {
  /** For a client: `new Khipu({ apiKey, hooks: khipuChannels().hooks })`. */
  readonly hooks: Required<Hooks>;
  /** For a handler or a reconciliation. */
  readonly onVerdict: OnVerdict;
}

/**
 * Publishes what this package does to Node's `diagnostics_channel`: `khipu:request`, `khipu:response`, `khipu:retry` and
 * `khipu:end` with the events of {@link Hooks}, `khipu:verdict` with a `VerdictEvent`. Without a subscriber it costs next
 * to nothing.
 *
 * A subscriber that throws is Node's to deal with: it becomes an `uncaughtException`.
 *
 * @example
 * ```ts
 * diagnostics_channel.subscribe("khipu:end", (event) => log.info(event));
 * ```
 */
export function khipuChannels(): KhipuChannels {
  const publish = <Event>(name: string) => {
    const to = channel(`khipu:${name}`);
    return (event: Event): void => {
      if (to.hasSubscribers) to.publish(event);
    };
  };
  return {
    hooks: {
      onRequest: publish("request"),
      onResponse: publish("response"),
      onRetry: publish("retry"),
      onEnd: publish("end"),
    },
    onVerdict: publish("verdict"),
  };
}

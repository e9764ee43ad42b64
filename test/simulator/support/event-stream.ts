import { get } from "node:http";
import type { IncomingMessage } from "node:http";

/** A connection to `/events`. */
export interface EventStream {
  readonly type: string | undefined;
  /** The data of every `change` so far. */
  readonly changes: { readonly about?: string }[];
  /** Resolves once so many changes have come. */
  waitFor(count: number): Promise<void>;
  /** Resolves when the connection has ended, from whichever side. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Listens to server-sent events, on a socket and without any code of ours. */
export async function listen(url: string): Promise<EventStream> {
  const changes: { readonly about?: string }[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { agent: false }, resolve).once("error", reject);
  });
  let text = "";
  response.setEncoding("utf8");
  response.on("error", () => undefined);
  response.on("data", (chunk: string) => {
    text += chunk;
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, data] = /^event: change\ndata: (.*)$/.exec(block) ?? [];
      if (data !== undefined) changes.push(JSON.parse(data) as { about?: string });
    }
    for (const { count, resolve } of waiting) if (changes.length >= count) resolve();
  });
  return {
    type: response.headers["content-type"],
    changes,
    waitFor: (count) =>
      changes.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    ended: new Promise((resolve) => response.once("close", resolve)),
    close: () => response.destroy(),
  };
}

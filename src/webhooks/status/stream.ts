import type { CallbackContext } from "../handlers/options.js";
import type { StatusSettings, Unsubscribe } from "./options.js";
import { type Snapshot, snapshotOf } from "./snapshot.js";
import { Waker } from "./waker.js";

/** Where a stream is written to. */
export interface Sink {
  write(text: string): void;
}

/** What one stream is about. */
export interface Streaming<Req, Status extends object> {
  readonly settings: StatusSettings<Req, Status>;
  readonly request: Req;
  /** What was read before the stream began. */
  readonly first: Snapshot<Status>;
  /** The last event that this page was sent, by an earlier stream. */
  readonly lastId: string | undefined;
  readonly report: (error: unknown) => void;
}

/**
 * Tells a page of an order until it is final, the page is gone, the time is up, or reading fails; then the page
 * connects again and is answered anew. Never rejects.
 *
 * @param ends Each ends it from outside.
 */
export async function streamStatus<Req, Status extends object>(
  streaming: Streaming<Req, Status>,
  sink: Sink,
  ends: readonly (AbortSignal | undefined)[],
): Promise<void> {
  const { settings, request, report } = streaming;
  const waker = new Waker(settings.maxDurationMs, ends);
  const context = { signal: waker.signal };
  const notify = () => waker.wake();
  const subscribe = async () => settings.subscribe?.(notify, request, context);
  const subscription = subscribe();
  // What changed before it was heard of is read at once.
  if (settings.subscribe) void subscription.then(notify, report);
  try {
    await tell(streaming, sink, waker, context);
  } catch (error) {
    report(error);
  } finally {
    waker.end();
    const unsubscribe = (end: Unsubscribe) => end?.();
    void subscription.then(unsubscribe, () => undefined).catch(report);
  }
}

async function tell<Req, Status extends object>(
  { settings, request, first, lastId }: Streaming<Req, Status>,
  sink: Sink,
  waker: Waker,
  context: CallbackContext,
): Promise<void> {
  const { intervalMs, heartbeatMs, retryMs, isFinal, read } = settings;
  let current: Snapshot<Status> | undefined = first;
  let sentId = lastId;
  let readAt = performance.now();
  let wordAt = -Infinity;
  sink.write(`retry: ${retryMs}\n\n`);
  while (current && !waker.isOver) {
    const word = wordFor(current, sentId, performance.now() >= wordAt + heartbeatMs);
    if (word) {
      sink.write(word);
      wordAt = performance.now();
    }
    sentId = current.id;
    if (isFinal(current.status)) return;
    const dueAt = Math.min(readAt + intervalMs, wordAt + heartbeatMs);
    const hasNews = await waker.sleep(Math.max(1, dueAt - performance.now()));
    if (!hasNews && performance.now() < readAt + intervalMs) continue;
    readAt = performance.now();
    const status: Status | undefined = await waker.race(read(request, context));
    current = status && (await snapshotOf(status));
  }
}

/** What is to be said of a status: what it is, that there is nothing new, or nothing. */
function wordFor<Status>(
  { id, json }: Snapshot<Status>,
  sentId: string | undefined,
  isQuiet: boolean,
): string {
  if (id !== sentId) return `id: ${id}\ndata: ${json}\n\n`;
  // An event and not a comment: scripts see it, and know that the stream comes through.
  return isQuiet ? "event: ping\ndata: {}\n\n" : "";
}

import { orAbort } from "../http/deadline.js";

/**
 * Gives what a source gives, until the signal aborts: then it throws the signal's reason at once, even while the
 * source keeps it waiting.
 */
export async function* untilAborted<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void> {
  const items = iteratorOf(source);
  let isOver = false;
  try {
    for (;;) {
      // In an async function: what `next` throws at once is a failure of the source's, too.
      const reading = (async () => items.next())();
      const next = await orAbort(reading, signal).catch((error: unknown) => {
        // A source that failed has ended; one that is cut off has not.
        isOver = !signal.aborted;
        throw error;
      });
      isOver = next.done === true;
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Not waited for: a source that is still at work ends when it gets to it.
    if (!isOver) void Promise.resolve(items.return?.()).catch(() => undefined);
  }
}

function iteratorOf<Item>(
  source: Iterable<Item> | AsyncIterable<Item>,
): Iterator<Item> | AsyncIterator<Item> {
  return Symbol.asyncIterator in source
    ? source[Symbol.asyncIterator]()
    : source[Symbol.iterator]();
}

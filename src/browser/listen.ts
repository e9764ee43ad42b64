/** How long to wait for the first word: a proxy that keeps answers back until they end would wait for ever. */
const FIRST_WORD_MS = 6_000;
/** Without a word, heartbeats included, a connection is taken for dead. */
const SILENCE_MS = 45_000;
/** Attempts in a row that end without a word. */
const MOST_FAILURES = 3;
/** `EventSource.CLOSED`: refused, or not a stream of events. It does not try again by itself. */
const CLOSED = 2;

/** What listening needs, and whom it tells. */
export interface Listening {
  /** Each status as it came. */
  readonly take: (text: string) => void;
  /** Server-sent events do not work here, or no longer. */
  readonly giveUp: () => void;
  /** Stops listening. */
  readonly signal: AbortSignal;
}

/** Listens to server-sent events; gives what connects anew, for when the page wakes up. */
export function listen(url: string, { take, giveUp, signal }: Listening): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const close = () => {
    clearTimeout(timer);
    source?.close();
  };
  const fail = () => {
    signal.removeEventListener("abort", close);
    close();
    giveUp();
  };
  const expectWord = (withinMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(fail, withinMs);
  };
  const onWord = () => {
    failures = 0;
    expectWord(SILENCE_MS);
  };
  const connect = () => {
    close();
    const stream = new EventSource(url);
    source = stream;
    expectWord(FIRST_WORD_MS);
    stream.addEventListener("ping", onWord);
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      onWord();
      take(data);
    };
    stream.onerror = () => {
      failures += 1;
      if (stream.readyState === CLOSED || failures >= MOST_FAILURES) fail();
    };
  };
  signal.addEventListener("abort", close, { once: true });
  connect();
  return connect;
}

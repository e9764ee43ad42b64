/** What an event of a stream carries. */
export interface StreamEvent {
  readonly data: string;
}

type Listener = (event: StreamEvent) => void;

/**
 * As much of a browser's EventSource as the tests need, over real sockets: it takes only a 200 that is an event
 * stream, connects again after what `retry:` says, and sends the last id along.
 */
export class TestEventSource {
  /** Every one that a test made, to be closed after it. */
  static readonly all: TestEventSource[] = [];
  readonly url: string;
  readyState = 0;
  onmessage: Listener | undefined;
  onerror: (() => void) | undefined;
  readonly #listeners = new Map<string, Listener>();
  readonly #over = new AbortController();
  #lastId = "";
  #retryMs = 50;

  constructor(url: string) {
    this.url = url;
    TestEventSource.all.push(this);
    void this.#run();
  }

  addEventListener(name: string, listener: Listener): void {
    this.#listeners.set(name, listener);
  }

  close(): void {
    this.readyState = 2;
    this.#over.abort();
  }

  async #run(): Promise<void> {
    while (this.readyState !== 2) {
      const isRefused = await this.#connect().catch(() => false);
      if (this.#over.signal.aborted) return;
      this.readyState = isRefused ? 2 : 0;
      this.onerror?.();
      await new Promise((resolve) => setTimeout(resolve, this.#retryMs));
    }
  }

  /** Reads one connection to its end; true when the server would not have it. */
  async #connect(): Promise<boolean> {
    const { signal } = this.#over;
    const headers = { accept: "text/event-stream", "last-event-id": this.#lastId };
    const response = await fetch(this.url, { headers, signal });
    const type = response.headers.get("content-type") ?? "";
    if (response.status !== 200 || !type.startsWith("text/event-stream")) return true;
    this.readyState = 1;
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    let text = "";
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
      text += decoder.decode(part.value as Uint8Array, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) this.#dispatch(block);
    }
    return false;
  }

  #dispatch(block: string): void {
    const fields = new Map(
      block.split("\n").map((line): [string, string] => {
        const [name = "", ...value] = line.split(": ");
        return [name, value.join(": ")];
      }),
    );
    this.#lastId = fields.get("id") ?? this.#lastId;
    this.#retryMs = Number(fields.get("retry") ?? this.#retryMs);
    const data = fields.get("data");
    if (data === undefined) return;
    const name = fields.get("event") ?? "message";
    this.#listeners.get(name)?.({ data });
    if (name === "message") this.onmessage?.({ data });
  }
}

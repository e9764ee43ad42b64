import { request as httpRequest } from "node:http";
import type { IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";

/** What came of posting something. */
export interface PostResult {
  readonly status?: number;
  readonly error?: string;
  readonly answer?: string;
}

/** How something is posted. */
export interface PostOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  /** Covers everything from connecting to the end of the answer, in milliseconds of real time. */
  readonly timeoutMs: number;
  /** Gives up at once. */
  readonly signal: AbortSignal;
}

const KEPT_CHARACTERS = 1024;

/**
 * Posts something to an `http:` or `https:` address and tells what came of it, whatever that is.
 *
 * On `node:http` and not on `fetch`: a test that replaces `fetch` must not swallow Khipu's side of the
 * conversation, redirects are not followed, and each attempt is a connection of its own, so what it
 * tells of a dying server is true.
 */
export function post(url: string, options: PostOptions): Promise<PostResult> {
  return new Promise((resolve) => {
    const send = url.startsWith("https:") ? httpsRequest : httpRequest;
    const outgoing = send(url, {
      method: "POST",
      headers: { ...options.headers, "content-length": String(Buffer.byteLength(options.body)) },
      agent: false,
      signal: options.signal,
    });
    const timeout = setTimeout(() => {
      finish({ error: `no answer within ${String(options.timeoutMs)} ms` });
    }, options.timeoutMs);
    const finish = (result: PostResult) => {
      clearTimeout(timeout);
      resolve(result);
      outgoing.destroy();
    };
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      finish({ error: error.code ?? error.message });
    });
    outgoing.on("response", (response) => readAnswer(response, finish));
    outgoing.end(options.body);
  });
}

function readAnswer(response: IncomingMessage, finish: (result: PostResult) => void): void {
  const status = response.statusCode ?? 0;
  let answer = "";
  response.setEncoding("utf8");
  response.on("data", (text: string) => {
    answer = (answer + text).slice(0, KEPT_CHARACTERS);
  });
  response.on("end", () => {
    finish(answer === "" ? { status } : { status, answer });
  });
  response.on("error", (error: NodeJS.ErrnoException) => {
    finish({ status, error: error.code ?? error.message });
  });
}

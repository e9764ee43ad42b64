import { type ClientRequest, type IncomingMessage, request as plainly } from "node:http";
import { request as securely, type RequestOptions } from "node:https";
import { text } from "node:stream/consumers";

/**
 * A `fetch` on `node:http` and `node:https`, as libraries older than the platform's are built: its errors are the
 * sockets' own, and the body of its answer is a Node stream.
 */
export function nodeFetch(options: RequestOptions = {}): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const send = url.protocol === "https:" ? securely : plainly;
      const { method, headers, signal, body } = init;
      const asked: ClientRequest = send(url, {
        ...options,
        ...(method && { method }),
        headers: headers as Record<string, string>,
        ...(signal && { signal }),
      });
      asked.on("error", reject);
      // As much of a Response as those libraries make.
      asked.on("response", (answer) => resolve(answerOf(answer) as unknown as Response));
      asked.end(body);
    });
}

function answerOf(answer: IncomingMessage): object {
  const status = answer.statusCode ?? 0;
  return {
    ok: status >= 200 && status < 300,
    status,
    headers: new Headers(answer.headers as Record<string, string>),
    body: answer,
    text: () => text(answer),
  };
}

import {
  type KhipuBrowserError,
  watchOrder,
  type WatchOrderOptions,
} from "../../src/browser/index.js";
import { httpAnswer, startRawServer } from "../support/raw-server.js";

export const PENDING = '{"state":"pending","final":false}';
export const PAID = '{"state":"paid","final":true}';

/** A server that gives one answer after the other. */
export async function answering(...answers: string[]) {
  const server = await startRawServer((socket, _, index) => {
    socket.end(answers[index] ?? answers.at(-1) ?? "");
  });
  return { url: `${server.url}/status`, requests: server.requests };
}

/** An answer with a status. */
export const ok = (body: string, headers = {}) => httpAnswer(200, body, headers);

/** Watches to the end, and gives all that was told. */
export async function watchAll(url: string, options: Partial<WatchOrderOptions> = {}) {
  const told: unknown[] = [];
  const errors: KhipuBrowserError[] = [];
  const { ended } = await watchOrder(url, {
    intervalMs: 10,
    onChange: (status) => told.push(status.state),
    onError: (error) => errors.push(error),
    ...options,
  }).done;
  return { told, ended, reasons: errors.map(({ reason, status }) => [reason, status]) };
}

import { describe, expect, test } from "@jest/globals";
import type { Socket } from "node:net";
import { createInstantPaymentsClient } from "../../src/raw.js";
import { API_KEY } from "../support/client.js";
import { recordedHooks } from "../support/hooks.js";
import { httpAnswer, startRawServer, useRealSockets } from "../support/raw-server.js";
import { everythingShownBy } from "../support/secrets.js";

useRealSockets();

const ID = "gqzdy6chjne9";

const say = (text: string) => (socket: Socket) => void socket.end(text);
const ok = say(httpAnswer(200, `{"payment_id":"${ID}"}`));
const refuse = (status: number) => say(httpAnswer(status, `{"message":"${ID}"}`));
const reset = (socket: Socket) => void socket.resetAndDestroy();

describe("a call of a raw client ends in exactly one event", () => {
  test.each([
    ["an answer", ok, "request response end", { outcome: "succeeded", status: 200 }],
    ["a refusal", refuse(404), "request response end", { outcome: "rejected", status: 404 }],
    ["a failure", refuse(500), "request response end", { outcome: "unknown", status: 500 }],
    ["a reset", reset, "request end", { outcome: "unknown" }],
  ] as const)("after %s", async (_, treat, order, end) => {
    const seen = recordedHooks();
    const server = await startRawServer((socket) => treat(socket));
    const { hooks } = seen;
    const client = createInstantPaymentsClient({ apiKey: API_KEY, baseUrl: server.url, hooks });
    const path = "/v3/payments/{id}";

    const error = await client.GET(path, { params: { path: { id: ID } } }).then(
      () => undefined,
      (reason: unknown) => reason,
    );

    expect(seen.order.join(" ")).toBe(order);
    expect(seen.ends).toEqual([expect.objectContaining(end)]);
    expect(seen.ends[0]).toMatchObject({ operation: `GET ${path}`, path, url: server.url + path });
    expect(everythingShownBy([seen.all, error])).not.toContain(ID);
  });

  test("also where a middleware has put a request of its own in place of ours", async () => {
    const { ends, all, hooks } = recordedHooks();
    const server = await startRawServer((socket) => ok(socket));
    const client = createInstantPaymentsClient({ apiKey: API_KEY, baseUrl: server.url, hooks });
    client.use({
      onRequest: ({ request }) => {
        const Same = request.constructor as typeof Request;
        return new Same(request.url, { method: request.method, headers: request.headers });
      },
    });

    await client.GET("/v3/payments/{id}", { params: { path: { id: ID } } });

    expect(ends).toEqual([expect.objectContaining({ path: "/{unknown}" })]);
    expect(everythingShownBy(all)).not.toContain(ID);
  });
});

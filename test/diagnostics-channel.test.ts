import { afterEach, describe, expect, test } from "@jest/globals";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import nock from "./support/nock.js";
import { khipuChannels } from "../src/diagnostics-channel.js";
import { webhookHandler } from "../src/webhooks/index.js";
import { fixture, ORIGIN, testKhipu } from "./support/client.js";
import { request, shop, signed } from "./webhooks/handlers/setup.js";

const NAMES = ["request", "response", "retry", "end", "verdict"].map((name) => `khipu:${name}`);
const seen: [unknown, unknown][] = [];
const note = (event: unknown, name: string | symbol) => void seen.push([name, event]);

afterEach(() => {
  for (const name of NAMES) unsubscribe(name, note);
  seen.length = 0;
});

describe("khipuChannels", () => {
  test("publishes the events of calls and the verdicts", async () => {
    for (const name of NAMES) subscribe(name, note);
    const { hooks, onVerdict } = khipuChannels();
    nock(ORIGIN).get("/v3/banks").reply(503, "", { "retry-after": "0" });
    nock(ORIGIN).get("/v3/banks").reply(200, fixture("banks"));

    await testKhipu({ hooks, maxRetries: 1 }).banks.list();
    await webhookHandler(shop({ onVerdict }).options)(request(await signed()));

    expect(seen).toMatchObject([
      ["khipu:request", { path: "/v3/banks", attempt: 1 }],
      ["khipu:response", { status: 503 }],
      ["khipu:retry", { error: { name: "KhipuApiError" } }],
      ["khipu:request", { attempt: 2 }],
      ["khipu:response", { status: 200 }],
      ["khipu:end", { outcome: "succeeded" }],
      ["khipu:verdict", { source: "notification", verdict: "settled" }],
    ]);
  });

  test("publishes nothing to who has left, and asks nobody to be there", async () => {
    const { onVerdict } = khipuChannels();
    subscribe("khipu:verdict", note);
    unsubscribe("khipu:verdict", note);

    await webhookHandler(shop({ onVerdict }).options)(request(await signed()));

    expect(seen).toEqual([]);
  });
});

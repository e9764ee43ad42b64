import { describe, expect, test } from "@jest/globals";
import { request } from "node:http";
import { connect } from "node:net";
import { json, khipuRefusal } from "../../src/simulator/http/reply.js";
import type { Route } from "../../src/simulator/http/reply.js";
import { Router } from "../../src/simulator/http/router.js";
import { SimulatorServer } from "../../src/simulator/http/server.js";
import { clientOf, createPayment, send, simulate } from "./support/client.js";

const route = (method: string, path: string): Route => ({
  ...{ method, path, refuse: khipuRefusal },
  answer: () => json(200, {}),
});

describe("Router", () => {
  const router = new Router([
    route("GET", "/v1/{merchant}/charges"),
    route("GET", "/v1/automatic/{id}"),
    route("POST", "/v1/automatic/charges"),
  ]);
  const found = (method: string, path: string) => {
    const match = router.match(method, path);
    return match && ("route" in match ? [match.route.path, match.params] : match.allowed);
  };

  test("prefers what is written literally", () => {
    expect(found("POST", "/v1/automatic/charges")).toEqual(["/v1/automatic/charges", {}]);
    expect(found("GET", "/v1/automatic/7")).toEqual(["/v1/automatic/{id}", { id: "7" }]);
    expect(found("GET", "/v1/m1/charges")).toEqual(["/v1/{merchant}/charges", { merchant: "m1" }]);
  });

  test("decodes parameters, and takes none that are empty", () => {
    expect(found("GET", "/v1/a%2Fb/charges")).toEqual([
      "/v1/{merchant}/charges",
      { merchant: "a/b" },
    ]);
    expect(found("GET", "/v1//charges")).toBeUndefined();
    expect(found("GET", "/v1/%zz/charges")).toBeUndefined();
    expect(found("GET", "/v1")).toBeUndefined();
  });

  test("tells the methods that there are", () => {
    expect(found("DELETE", "/v1/automatic/charges")).toEqual(["POST"]);
  });

  test("refuses two routes for the same", () => {
    const twice = [route("GET", "/a/{x}"), route("GET", "/a/{y}")];

    expect(() => new Router(twice)).toThrow("two routes answer GET /a/{y}");
  });
});

describe("the server", () => {
  test("tells of a mistake of its own in the answer, and goes on", async () => {
    const failing: Route = {
      ...route("GET", "/fails"),
      answer: () => {
        throw new Error("a bug");
      },
    };
    const server = new SimulatorServer({
      router: new Router([failing, route("GET", "/works")]),
      faultsFor: () => [],
      wait: () => Promise.resolve(),
      now: () => 0,
      commit: () => undefined,
      recorded: () => undefined,
    });
    const url = `http://127.0.0.1:${String(await server.listen(0, "127.0.0.1"))}`;

    const answers = [await send(`${url}/fails`), await send(`${url}/works`)];
    await server.close();

    expect(answers.map(({ status }) => status)).toEqual([500, 200]);
    expect(answers[0]?.body["message"]).toContain("The simulator failed: Error: a bug");
  });

  test("answers HEAD like GET, without the body", async () => {
    const { url, apiKey } = await simulate();

    const answer = await send(`${url}/v3/banks`, {
      method: "HEAD",
      headers: { "x-api-key": apiKey },
    });

    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(300);
  });

  test("reads a body that comes byte by byte", async () => {
    const simulator = await simulate();
    const body = Buffer.from(JSON.stringify({ amount: 1000, currency: "CLP", subject: "Té" }));

    const status = await new Promise((resolve, reject) => {
      const outgoing = request(`${simulator.url}/v3/payments`, {
        method: "POST",
        headers: {
          "x-api-key": simulator.apiKey,
          "content-type": "Application/JSON; charset=utf-8",
        },
      });
      outgoing.on("error", reject);
      outgoing.on("response", (response) => resolve(response.resume().statusCode));
      for (const byte of body) outgoing.write(Buffer.of(byte));
      outgoing.end();
    });

    expect(status).toBe(200);
    expect(simulator.payments()[0]?.subject).toBe("Té");
  });

  test("survives a client that leaves in the middle of its request", async () => {
    const simulator = await simulate();
    const socket = connect(Number(new URL(simulator.url).port), "127.0.0.1");
    const head = "POST /v3/payments HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{";

    await new Promise((resolve) => socket.write(head, resolve));
    socket.destroy();

    await expect(createPayment(clientOf(simulator))).resolves.toHaveLength(12);
    expect(simulator.payments()).toHaveLength(1);
  });
});

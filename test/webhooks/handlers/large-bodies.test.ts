import { describe, expect, test } from "@jest/globals";
import { lambdaHandler, nodeHandler, webhookHandler } from "../../../src/webhooks/index.js";
import { answerOf, request, shop, signed } from "./setup.js";
import { serving, Wire } from "./wire.js";

const MIB = 2 ** 20;

/** Posts pieces until the other side closes, 300 MiB at most, and tells how many bytes it took. */
async function pour(wire: Wire, piece: (size: Uint8Array) => Promise<void>): Promise<number> {
  let isClosed = false;
  void wire.untilClosed().then(() => (isClosed = true));
  const megabyte = new Uint8Array(MIB);
  let poured = 0;
  while (!isClosed && poured < 300 * MIB) {
    await Promise.race([piece(megabyte), wire.untilClosed()]);
    poured += MIB;
  }
  return poured;
}

describe("nodeHandler closes the connection on what it does not read", () => {
  test.each<[string, Record<string, string>, string]>([
    ["a body that says how large it is", { "content-length": `${300 * MIB}` }, "413"],
    ["a body in chunks", { "transfer-encoding": "chunked" }, "413"],
    ["a compressed body", { "content-length": `${300 * MIB}`, "content-encoding": "gzip" }, "415"],
  ])("%s", async (_, headers, status) => {
    await serving(nodeHandler(shop().options), async (port) => {
      const wire = new Wire(port);
      await wire.head(headers);
      const isChunked = "transfer-encoding" in headers;
      const poured = await pour(wire, (data) => (isChunked ? wire.chunk(data) : wire.write(data)));

      expect(poured).toBeLessThan(50 * MIB);
      const received = await wire.untilClosed();
      // Who still writes when the other side closes may be told so before it reads the answer.
      if (received !== "") {
        expect(received).toContain(`HTTP/1.1 ${status}`);
        expect(received).toMatch(/^connection: close$/im);
      }
    });
  });

  test("and tells the sender before it does", async () => {
    await serving(nodeHandler(shop({ maxBodyBytes: 10 }).options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ "content-length": "1000" });
      await wire.write("more than ten bytes");

      const received = await wire.untilClosed();
      expect(received).toContain("HTTP/1.1 413");
      expect(received).toMatch(/^connection: close$/im);
    });
  });

  test("but keeps it after a body that has come whole", async () => {
    await serving(nodeHandler(shop().options), async (port) => {
      const wire = new Wire(port);
      await wire.head({ "content-length": "2" });
      await wire.write("{}");
      expect(await wire.answer()).toBe("400 refused");
      wire.destroy();

      expect(await wire.untilClosed()).not.toMatch(/^connection: close$/im);
    });
  });
});

describe("a body of exactly maxBodyBytes", () => {
  test.each([
    { more: 0, status: 200 },
    { more: 1, status: 413 },
  ])("and $more more is answered $status, by every adapter", async ({ more, status }) => {
    const posted = await signed({ subject: "Ñuble" });
    const maxBodyBytes = Buffer.byteLength(posted.body) - more;
    const options = () => shop({ maxBodyBytes }).options;
    const { headers, body } = posted;

    expect(await answerOf(webhookHandler(options())(request(posted)))).toMatch(`${status} `);
    expect(await lambdaHandler(options())({ httpMethod: "POST", headers, body })).toMatchObject({
      statusCode: status,
    });
    for (const kept of [{}, { rawBody: body }, { rawBody: Buffer.from(body) }]) {
      const handle = nodeHandler(options());
      await serving(
        (incoming, response) => handle(Object.assign(incoming, kept), response),
        async (port) => {
          const url = `http://127.0.0.1:${port}/`;
          const answer = await fetch(url, { method: "POST", headers, body });
          expect(answer.status).toBe(status);
          await answer.text();
        },
      );
    }
  });
});

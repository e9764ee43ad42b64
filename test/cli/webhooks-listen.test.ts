import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerOf } from "../../src/cli/listen/desk.js";
import { signNotification } from "../../src/webhooks/index.js";
import { openMerchant } from "../simulator/support/merchant.js";
import { listen, useRealSockets } from "../support/raw-server.js";
import { khipu } from "./support/cli.js";
import { type Running, start } from "./support/running.js";
import { BODY, CALLBACK, SECRET } from "./support/vectors.js";

useRealSockets();

const env = { KHIPU_WEBHOOK_SECRET: SECRET };
const LISTEN = ["webhooks", "listen", "--port", "0"];

async function open(argv: readonly string[], setting: { isTerminal?: boolean; cwd?: string } = {}) {
  const program = start([...LISTEN, ...argv], { env, ...setting });
  const [url = ""] = await program.waitFor(/http:\/\/127[^\s"]+/);
  return { program, url };
}

async function post(url: string, body: string, secret = SECRET, headers = {}) {
  const signature = await signNotification(body, { secret });
  const sent = { "x-khipu-signature": signature, "content-type": "application/json", ...headers };
  return fetch(url, { method: "POST", body, headers: sent });
}

const events = (program: Running) => program.lines().slice(1);

describe("khipu webhooks listen", () => {
  test("forwards the bytes and headers as they came, and passes the answer back", async () => {
    const merchant = await openMerchant(503, 200);
    const { program, url } = await open(["--forward-to", merchant.url, "--json"]);
    const first = await post(url, BODY, SECRET, { "x-extra": "1" });
    const second = await post(url, BODY);

    expect([first.status, second.status]).toEqual([503, 200]);
    expect(await first.text()).toBe("noted");
    expect(merchant.received[0]).toMatchObject({
      body: BODY,
      headers: { "x-extra": "1", "content-type": "application/json" },
    });
    expect(merchant.received[0]?.headers["x-khipu-signature"]).toMatch(/^t=\d{13},s=/);
    expect(merchant.received[0]?.headers.host).toBe(new URL(merchant.url).host);
    expect(events(program)).toMatchObject([
      {
        ...{ event: "notification", number: 1, kind: "payment", standing: "genuine" },
        ...{ id: "gqzdy6chjne9", amount: "5900.0000", forwarded: { status: 503 } },
      },
      { number: 2, forwarded: { status: 200 } },
    ]);
    expect(await program.stop()).toBe(0);
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("shows a forged one with its reason, and keeps it from the server", async () => {
    const merchant = await openMerchant(200);
    const { program, url } = await open(["--forward-to", merchant.url]);
    const forged = await post(url, BODY, "0".repeat(40));
    const signature = await signNotification(BODY, { secret: SECRET });
    const parsed = await fetch(url, {
      method: "POST",
      body: JSON.stringify(JSON.parse(BODY)),
      headers: { "x-khipu-signature": signature },
    });
    const unsigned = await fetch(url, { method: "POST", body: BODY });
    const signedWrongly = await post(url, CALLBACK, "0".repeat(40));

    expect([forged, parsed, unsigned, signedWrongly].map(({ status }) => status)).toEqual([
      400, 400, 400, 400,
    ]);
    expect(merchant.received).toEqual([]);
    expect(program.stdout()).toContain("#1");
    expect(program.stdout()).toContain("mismatch: the body was parsed and serialised again");
    expect(program.stdout()).toContain("missing-signature");
    expect(program.stdout()).toContain("not forwarded");
  });

  test("forwards a forged one when it is asked to", async () => {
    const merchant = await openMerchant(400);
    const { url } = await open(["--forward-to", merchant.url, "--forward-invalid"]);
    await post(url, BODY, "0".repeat(40));

    expect(merchant.received.length).toBe(1);
  });

  test("answers by itself without a server behind it, and forwards what nobody signs", async () => {
    const { program, url } = await open(["--json", "--print-body"]);

    expect((await post(url, BODY)).status).toBe(200);
    expect((await post(url, BODY, "0".repeat(40))).status).toBe(400);
    expect((await fetch(url, { method: "POST", body: CALLBACK })).status).toBe(200);
    expect((await fetch(url)).status).toBe(405);
    expect((await post(url, `"${"x".repeat(2 ** 20)}"`)).status).toBe(413);
    expect(events(program)).toMatchObject([
      { standing: "genuine", body: BODY },
      { standing: "forged", reason: "mismatch" },
      { standing: "unsigned", kind: "subscription", body: CALLBACK },
    ]);
  });

  test("takes notifications at one path only when it is told one", async () => {
    const { url } = await open(["--path", "/hooks"]);

    expect(url).toMatch(/\/hooks$/);
    expect((await post(url, BODY)).status).toBe(200);
    expect((await post(`${url}?a=1`, BODY)).status).toBe(200);
    expect((await post(`${url}/other`, BODY)).status).toBe(404);
  });

  test("answers 502 when the server behind it cannot be reached, and goes on", async () => {
    const { port, close } = await listen(createServer());
    await close();
    const { program, url } = await open(["--forward-to", `http://127.0.0.1:${port}/`]);

    expect((await post(url, BODY)).status).toBe(502);
    expect((await post(url, BODY)).status).toBe(502);
    expect(program.stdout()).toContain("ECONNREFUSED");
  });

  test("replays by number what a person types", async () => {
    const merchant = await openMerchant(500, 500, 200);
    const { program, url } = await open(["--forward-to", merchant.url], { isTerminal: true });
    await post(url, BODY);
    await post(url, BODY.replace("5900", "6000"));
    program.type("1");
    await program.waitFor(/#1 → \S*200/);
    program.type("r 2");
    await program.waitFor(/#2 → \S*200/);
    program.type("7");
    program.type("what");
    program.type("q");

    expect(await program.ended).toBe(0);
    expect(program.stderr()).toContain("there is no notification 7");
    expect(merchant.received.map(({ body }) => /"amount":"(\d+)/.exec(body)?.[1])).toEqual([
      ...["5900", "6000", "5900", "6000"],
    ]);
    expect(merchant.received[2]?.headers["x-khipu-signature"]).toBe(
      merchant.received[0]?.headers["x-khipu-signature"],
    );
  });

  test("saves to a file that only its owner reads, and replays out of it", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "khipu-listen-"));
    const body = BODY.replace("Té", "\\u00e9");
    const { program, url } = await open(["--save", "saved.jsonl"], { cwd });
    await post(url, BODY);
    await post(url, body);
    await program.stop();
    const merchant = await openMerchant(200, 500);
    const replay = ["webhooks", "listen", "--from", "saved.jsonl", "--forward-to", merchant.url];
    const again = await khipu([...replay, "--replay", "2"], { cwd });
    const refused = await khipu([...replay, "--replay", "1", "--json"], { cwd });

    expect(statSync(join(cwd, "saved.jsonl")).mode & 0o777).toBe(0o600);
    expect(again.code).toBe(0);
    expect(refused.code).toBe(1);
    expect(refused.json).toMatchObject({ event: "replay", number: 1, forwarded: { status: 500 } });
    expect(merchant.received.map((received) => received.body)).toEqual([body, BODY]);
    expect(await khipu([...replay, "--replay", "3"], { cwd })).toMatchObject({ code: 2 });
    expect(await khipu(replay, { cwd })).toMatchObject({ code: 2 });
    expect(readFileSync(join(cwd, "saved.jsonl"), "utf8")).not.toContain(SECRET);
    writeFileSync(join(cwd, "saved.jsonl"), '{"number":1,"headers":{"a":1},"body":""}');
    expect((await khipu([...replay, "--replay", "1"], { cwd })).stderr).toContain("line 1");
  });

  test("shows a body without what a terminal would obey", async () => {
    const { program, url } = await open(["--print-body"]);
    await post(url, BODY.replace("Té", "\u202e\u009b31m"));
    await fetch(url, { method: "POST", body: "\u001b]0;title\u0007" });

    expect(program.stdout()).toContain('"payment_id": "gqzdy6chjne9"');
    expect(program.stdout().replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test("never shows the secret", async () => {
    const { program, url } = await open(["--print-body", "--json"]);
    await post(url, JSON.stringify({ payment_id: SECRET }));

    expect(program.stdout() + program.stderr()).not.toContain(SECRET);
  });

  test.each([
    ["--path", "hooks"],
    ["--port", "x"],
    ["--forward-to", "shop"],
  ])("refuses %s %s", async (...argv) => {
    expect((await khipu(["webhooks", "listen", ...argv], { env })).code).toBe(2);
  });
});

describe("what a sender is told of the server's answer", () => {
  test.each([
    [
      { status: 200, answer: "ok" },
      { status: 200, body: "ok" },
    ],
    [{ status: 418 }, { status: 418 }],
    [{ error: "ECONNREFUSED" }, { status: 502 }],
    [{ error: "no answer within 30000 ms" }, { status: 504 }],
    [{ status: 200, error: "ECONNRESET" }, { status: 502 }],
  ])("%j is %j", (forwarded, answer) => {
    expect(answerOf({ ...forwarded, durationMs: 1 })).toEqual(answer);
  });
});

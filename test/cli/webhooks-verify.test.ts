import { describe, expect, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signNotification } from "../../src/webhooks/index.js";
import { khipu } from "./support/cli.js";
import { API_KEY, BODY, header, HEADER, SECRET, SIGNATURES } from "./support/vectors.js";

const cwd = mkdtempSync(join(tmpdir(), "khipu-verify-"));
const env = { KHIPU_WEBHOOK_SECRET: SECRET, KHIPU_API_KEY: API_KEY };
writeFileSync(join(cwd, "body"), BODY);
writeFileSync(join(cwd, "body-with-newline"), `${BODY}\n`);
writeFileSync(join(cwd, "headers"), `Host: shop.example.com\nX-Khipu-Signature: ${HEADER}\n`);
writeFileSync(
  join(cwd, "request"),
  `POST /x HTTP/1.1\r\nX-Khipu-Signature: ${HEADER}\r\n\r\n${BODY}`,
);
writeFileSync(
  join(cwd, "cut"),
  `X-Khipu-Signature: ${HEADER}\nContent-Length: 999\n\n${BODY.slice(0, 50)}`,
);

const verify = (argv: readonly string[], setting: object = {}) =>
  khipu(["webhooks", "verify", ...argv], { cwd, env, ...setting });

interface Verdict {
  readonly isGenuine: boolean;
  readonly reason?: string;
  readonly mistakes: readonly { code: string; problem: string; remedy: string }[];
  readonly notification?: { payment_id: string };
}

describe("khipu webhooks verify", () => {
  test.each([
    ["a body and a header", ["--body", "body", "--header", HEADER]],
    ["a whole line as the header", ["--body", "body", "--header", `x-khipu-signature: ${HEADER}`]],
    ["a file of headers", ["--body", "body", "--header-file", "headers"]],
    ["a whole request", ["--request", "request"]],
  ])("finds %s genuine", async (_, argv) => {
    const { code, stdout } = await verify([...argv, "--any-age"]);

    expect(stdout).toContain("It is genuine");
    expect(stdout).toContain("gqzdy6chjne9");
    expect(code).toBe(0);
  });

  test("reads the body from standard input, and judges its age as a server does", async () => {
    const now = await signNotification(BODY, { secret: SECRET });
    const fresh = await verify(["--body", "-", "--header", now], { stdin: BODY });
    const old = await verify(["--body", "body", "--header", HEADER, "--json"]);

    expect(fresh.code).toBe(0);
    expect(old.code).toBe(5);
    expect((old.json as Verdict).mistakes).toMatchObject([{ code: "stale" }]);
  });

  test.each(['{"payment_id":"gqzdy6chjne9"}', '{"payment_id":"gqzdy6chjne9","amount":null}'])(
    "prints nothing of what a notification has not: %s",
    async (body) => {
      const signed = await signNotification(body, { secret: SECRET });
      const { code, stdout } = await verify(["--body", "-", "--header", signed], { stdin: body });

      expect(code).toBe(0);
      expect(stdout).not.toMatch(/undefined|null|amount/);
    },
  );

  test("says which mistake it looks like, with a remedy, and ends with 5", async () => {
    const argv = ["--body", "body-with-newline", "--header", HEADER];
    const english = await verify(argv);
    const spanish = await verify([...argv, "--lang", "es"]);

    expect(english.code).toBe(5);
    expect(english.stdout).toContain("It is not genuine (mismatch)");
    expect(english.stdout).toContain("The body has gained a line break or spaces at its ends.");
    expect(english.stdout).toContain("--data-binary");
    expect(spanish.stdout).toContain("No es auténtica");
    expect(spanish.stdout).toContain("El cuerpo ganó un salto de línea");
  });

  test("tells a program the same", async () => {
    const argv = ["--body", "body", "--header", header(SIGNATURES.byApiKey), "--json"];
    const { code, json } = await verify(argv);
    const verdict = json as Verdict;

    expect(code).toBe(5);
    expect(verdict).toMatchObject({ isGenuine: false, reason: "mismatch" });
    expect(verdict.mistakes.map((mistake) => mistake.code)).toEqual(["secret-is-api-key"]);
    expect(verdict.notification).toBeUndefined();
  });

  test.each([
    `"${SECRET}"`,
    ` ${SECRET}\n`,
    SECRET.toUpperCase(),
    `KHIPU_WEBHOOK_SECRET=${SECRET}`,
  ])("finds what is wrong with the secret, and never shows it (case %#)", async (secret) => {
    const setting = { env: { KHIPU_WEBHOOK_SECRET: secret } };
    const { code, stdout, stderr } = await verify(["--body", "body", "--header", HEADER], setting);

    expect(code).toBe(5);
    expect(stdout).toMatch(/\[secret-(quotes|spaces|case|named)\]/);
    expect((stdout + stderr).toLowerCase()).not.toContain(SECRET);
  });

  test("sees that a saved request was cut off", async () => {
    const { json } = await verify(["--request", "cut", "--json"]);

    expect((json as Verdict).mistakes[0]).toMatchObject({ code: "body-cut" });
  });

  test("asks for the secret on a terminal, and does not show it", async () => {
    const setting = { env: {}, isTerminal: true, answers: [SECRET] };
    const outcome = await verify(["--request", "request", "--any-age"], setting);

    expect(outcome.code).toBe(0);
    expect(outcome.hidden).toBe(1);
    expect(outcome.stdout + outcome.stderr).not.toContain(SECRET);
  });

  test.each([
    { argv: [], says: "--request" },
    { argv: ["--body", "body", "--request", "request"], says: "--request" },
    { argv: ["--request", "body"], says: "no headers" },
  ])("refuses $argv", async ({ argv, says }) => {
    const { code, stderr } = await verify(argv);

    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });

  test("says that the secret is missing", async () => {
    const { code, stderr } = await verify(["--request", "request"], { env: {} });

    expect(code).toBe(2);
    expect(stderr).toContain("KHIPU_WEBHOOK_SECRET");
  });

  test("takes the escape codes out of what a stranger wrote", async () => {
    const body = BODY.replace("gqzdy6chjne9", String.raw`a\u001b[31m`);
    const now = await signNotification(body, { secret: SECRET });
    const { stdout } = await verify(["--body", "-", "--header", now], { stdin: body });

    expect(stdout).toContain("a [31m");
    expect(stdout).not.toContain("\u001b");
  });
});

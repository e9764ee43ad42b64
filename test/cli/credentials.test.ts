import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { khipu } from "./support/cli.js";
import { openMerchant } from "../simulator/support/merchant.js";
import { RECEIVER } from "../simulator/support/client.js";
import { simulated } from "./support/simulated.js";

// Without it, most of the time of these tests is the pause before a read is repeated.
beforeEach(() => void jest.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

describe("the API key", () => {
  test.each(["--api-key-file", "KHIPU_API_KEY_FILE"])("is read from a file (%s)", async (by) => {
    const { simulator } = await simulated();
    const cwd = mkdtempSync(join(tmpdir(), "khipu-cli-"));
    writeFileSync(join(cwd, "key"), `${simulator.apiKey}\n`);
    const env = { KHIPU_BASE_URL: simulator.url };

    const { code } = by.startsWith("--")
      ? await khipu(["banks", by, "key"], { env: { ...env, KHIPU_API_KEY: "another-key" }, cwd })
      : await khipu(["banks"], { env: { ...env, [by]: "key" }, cwd });

    expect(code).toBe(0);
  });

  test("is asked for on a terminal, with what is typed hidden", async () => {
    const { simulator } = await simulated();

    const { code, stderr, hidden } = await khipu(["banks", "--base-url", simulator.url], {
      isTerminal: true,
      answers: [simulator.apiKey],
    });

    expect({ code, hidden }).toEqual({ code: 0, hidden: 1 });
    expect(stderr).toBe("Paste the API key (it is not shown): \n");
  });

  test("can be corrected with backspace, and given up with Ctrl-C", async () => {
    const { simulator } = await simulated();
    const asked = (answer: string) =>
      khipu(["banks", "--base-url", simulator.url], { isTerminal: true, answers: [answer] });

    await expect(asked(`xy\b\u007f${simulator.apiKey}`)).resolves.toMatchObject({ code: 0 });
    await expect(asked("abc\u0003")).resolves.toMatchObject({ code: 130, stdout: "" });
  });

  test.each([
    { env: {}, says: "✗ KHIPU_API_KEY is not set" },
    { env: { KHIPU_API_KEY: "" }, says: "✗ KHIPU_API_KEY is not set" },
    { env: { KHIPU_API_KEY: "two words" }, says: "✗ KHIPU_API_KEY: the API key is empty, or has" },
    { env: { KHIPU_API_KEY_FILE: "/nowhere/key" }, says: "cannot read /nowhere/key (ENOENT)" },
    { env: { KHIPU_API_KEY: "llavé" }, says: "characters that it cannot have" },
  ])("is missed or refused with a remedy: $env", async ({ env, says }) => {
    const { code, stderr } = await khipu(["banks"], { env });

    expect([1, 2]).toContain(code);
    expect(stderr).toContain(says);
    expect(stderr).toContain("→");
    expect(stderr).not.toContain("two words");
  });

  test("is warned about where everybody on the way could read it", async () => {
    const { stderr } = await khipu(["banks", "--base-url", "http://khipu.invalid"], {
      env: { KHIPU_API_KEY: "a-key-of-nobody" },
    });

    expect(stderr).toContain("khipu.invalid is reached without TLS");
  });
});

describe("a secret", () => {
  const KEY = "7e57ab1e-0000-4000-8000-5ec2e7000001";
  const SECRET = "5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2";
  const ORDER = ["--amount", "1", "--subject", "x"];
  const COMMANDS = [
    ["banks"],
    ["payments", "create", ...ORDER],
    ["payments", "get", "abc"],
    ["payments", "wait", "abc", "--timeout", "200ms", "--interval", "100ms"],
    ["payments", "delete", "abc", "--yes"],
    ["payments", "confirm", "abc", "--yes"],
    ["payments", "refund", "abc", "--yes"],
    ["payments", "list-methods", "1"],
    ["refund-wallet"],
    ["predict", "--payer-email", "a@example.com", "--bank-id", "Bawdf", "--amount", "1"],
    ["subscriptions", "get", "abc"],
    ["subscriptions", "wait", "abc", "--timeout", "200ms", "--interval", "100ms"],
    ["subscriptions", "charge", "abc", "--from", "-", "--yes"],
    ["receivers", "list"],
    ["receivers", "create", "--from", "-"],
    ["doctor"],
  ];
  const CHARGE = {
    ...{ amount: 1, subject: "x", body: "x", custom: "x", transaction_id: "x" },
    ...{ error_response_url: "https://example.com/e", notify_url: "https://example.com/n" },
  };

  test.each(COMMANDS)("is in no output, even if the server repeats it: %s %s", async (...argv) => {
    const text = `{"message":"key ${KEY} secret ${SECRET}","errors":[{"field":"${KEY}","message":"${SECRET}"}]}`;
    for (const status of [400, 500]) {
      const { url } = await openMerchant((response) => {
        response.writeHead(status, { "content-type": "application/json" }).end(text);
      });
      // Once per form: a read that fails with 500 is repeated, and that takes its time.
      for (const format of status === 400 ? [[], ["--json"]] : [["--lang", "es"]]) {
        const { code, stdout, stderr } = await khipu([...argv, ...format], {
          env: {
            KHIPU_API_KEY: KEY,
            KHIPU_WEBHOOK_SECRET: SECRET,
            KHIPU_BASE_URL: new URL(url).origin,
          },
          stdin: JSON.stringify(argv.includes("charge") ? CHARGE : RECEIVER),
        });

        expect(code).not.toBe(0);
        expect(stdout + stderr).not.toContain(KEY);
        if (argv[0] === "doctor") expect(stdout + stderr).not.toContain(SECRET);
      }
    }
  });
});

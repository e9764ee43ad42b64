import { describe, expect, test } from "@jest/globals";
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bundleOf } from "../support/bundle.js";
import { simulated } from "./support/simulated.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = await bundleOf(`${ROOT}src/cli/index.ts`);
const PATH = process.env["PATH"] ?? "";
const hasTerminal = spawnSync("script", ["-qec", "true", "/dev/null"]).status === 0;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program until it ends; `act` is called with each piece of its standard output. */
function start(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  act: (text: string, child: ReturnType<typeof spawn>) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(command, args, { cwd: ROOT, env: { PATH, ...env } });
  const written = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      act(text, child);
    });
  }
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, ...written }));
  });
}

describe("the program as a process", () => {
  test("writes its result to a pipe and ends with its exit code", async () => {
    const { env } = await simulated();

    const banks = await start(process.execPath, [PROGRAM, "banks", "--json"], env);
    const refused = await start(process.execPath, [PROGRAM, "payments", "get", "x"], env);

    expect(banks).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(banks.stdout)).toHaveProperty("banks");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
  });

  test.each(["SIGINT", "SIGTERM"] as const)("ends with 130 on %s", async (signal) => {
    const { env, createPayment } = await simulated();
    const argv = [PROGRAM, "payments", "wait", await createPayment()];

    const { code, stderr } = await start(process.execPath, argv, env, (text, child) => {
      if (text.includes("waiting")) setTimeout(() => child.kill(signal), 100);
    });

    expect(code).toBe(130);
    expect(stderr).toMatch(/\ninterrupted\n$/);
  });
});

// Where nobody has a terminal to lend, CI says so by failing.
(hasTerminal || process.env["CI"] ? describe : describe.skip)(
  "the program on a pseudo-terminal",
  () => {
    const terminal = (argv: string, env: Record<string, string>, type?: [string, string]) => {
      const line = `${process.execPath} ${PROGRAM} ${argv}`;
      let isTyped = false;
      return start("script", ["-qec", line, "/dev/null"], env, (text, child) => {
        if (!type || isTyped || !text.includes(type[0])) return;
        isTyped = true;
        // The terminal is switched just after the question is written.
        setTimeout(() => child.stdin?.write(type[1]), 200);
      });
    };

    test("asks for the key without showing it", async () => {
      const { env, simulator } = await simulated();
      const { KHIPU_BASE_URL = "" } = env;

      const { code, stdout } = await terminal("banks", { KHIPU_BASE_URL }, [
        "not shown",
        `${simulator.apiKey}\r`,
      ]);

      expect(code).toBe(0);
      expect(stdout).toContain("DemoBank");
      expect(stdout).not.toContain(simulator.apiKey);
    });

    test("spins while it waits, and ends with 130 on Ctrl-C", async () => {
      const { env, createPayment } = await simulated();

      const { code, stdout } = await terminal(`payments wait ${await createPayment()}`, env, [
        "waiting",
        "\u0003",
      ]);

      expect(code).toBe(130);
      expect(stdout).toContain("\r\u001b[K⠋ waiting · 10:00 left");
    });
  },
);

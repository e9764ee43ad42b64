import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { khipu } from "./support/cli.js";
import { simulated } from "./support/simulated.js";

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "khipu-env-"));
});

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true });
});

const write = (env: object, file = ".env") => {
  const lines = Object.entries(env).map(([name, value]) => `${name}=${String(value)}\n`);
  writeFileSync(join(cwd, file), lines.join(""));
};

describe("the settings of a file", () => {
  test("are taken from .env where the command is run, and told by name", async () => {
    const { env } = await simulated();
    write({ ...env, OTHER: "not ours" });

    const { code, stdout, stderr } = await khipu(["banks"], { cwd });

    expect(code).toBe(0);
    expect(stdout).toContain("DemoBank");
    expect(stderr).toContain("from .env: KHIPU_API_KEY, KHIPU_BASE_URL\n");
    expect(stderr).not.toContain(env["KHIPU_API_KEY"]);
    expect(stderr).not.toContain("OTHER");
  });

  test("send no key of the environment to an address that a folder names", async () => {
    const { env } = await simulated();
    write({ KHIPU_BASE_URL: "http://127.0.0.1:1" });

    const { code, stderr } = await khipu(["banks"], { cwd, env });

    expect(code).toBe(0);
    expect(stderr).toBe("");
  });

  test("are taken from the file that is named, where the environment has none", async () => {
    const { env } = await simulated();
    const { KHIPU_API_KEY = "", ...address } = env;
    write({ KHIPU_API_KEY, KHIPU_BASE_URL: "http://127.0.0.1:1" }, "live.env");

    const { code, stderr } = await khipu(["banks", "--env-file", "live.env"], {
      cwd,
      env: address,
    });

    expect(code).toBe(0);
    expect(stderr).toContain("from live.env: KHIPU_API_KEY\n");
  });

  test("are blotted out like those of the environment", async () => {
    write({ KHIPU_API_KEY: "a-key-of-a-file", KHIPU_BASE_URL: "http://127.0.0.1:1" });

    const { stdout, stderr } = await khipu(["doctor", "--json"], { cwd });

    expect(stdout + stderr).not.toContain("a-key-of-a-file");
  });

  test("must be there where a file is named", async () => {
    const { code, stderr } = await khipu(["banks", "--env-file", "none.env"], { cwd });

    expect(code).toBe(1);
    expect(stderr).toContain("none.env");
  });
});

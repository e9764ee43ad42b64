import { describe, expect, test } from "@jest/globals";
import { VERSION } from "../../src/version.js";
import { khipu } from "./support/cli.js";

const SPANISH = { LANG: "es_CL.UTF-8" };

describe("khipu", () => {
  test.each([["--version"], ["-V"]])("tells its version with %s", async (flag) => {
    await expect(khipu([flag])).resolves.toMatchObject({ code: 0, stdout: `${VERSION}\n` });
    expect((await khipu([flag, "--json"])).json).toEqual({ version: VERSION });
  });

  test("lists its commands on standard output when help is asked for", async () => {
    const { code, stdout, stderr } = await khipu(["--help"]);

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Usage: khipu \[options\] \[command\]\n/);
    expect(stdout.match(/^ {2}([a-z-]+) /gm)?.map((name) => name.trim())).toEqual(
      expect.arrayContaining([
        "banks",
        "payments",
        "subscriptions",
        "receivers",
        "predict",
        "doctor",
      ]),
    );
  });

  test("speaks Spanish where the locale does", async () => {
    const { stdout } = await khipu(["payments", "--help"], { env: SPANISH });

    expect(stdout).toMatch(/^Uso: khipu payments /);
    expect(stdout).toContain("Opciones de todos los comandos:");
    expect(stdout).toContain("devuelve un cobro a su pagador");
  });

  test("names every field that a payment can have", async () => {
    const { stdout } = await khipu(["payments", "create", "--help"]);

    expect(stdout).toContain("--fixed-payer-personal-identifier <text>");
    expect(stdout).toContain("--psp-client-merchant-name <text>");
    expect(stdout).toMatch(/--currency <text> +the currency \(CLP\)/);
  });

  test("shows help on standard error when no command is named, which is no success", async () => {
    await expect(khipu([])).resolves.toMatchObject({ code: 2, stdout: "" });
    await expect(khipu(["payments"])).resolves.toMatchObject({ code: 2, stdout: "" });
  });

  test.each([
    { argv: ["bank"], says: "there is no command bank", remedy: "Did you mean banks?" },
    { argv: ["banks", "--jsn"], says: "there is no option --jsn", remedy: "Did you mean --json?" },
    { argv: ["banks", "x"], says: "there are too many arguments", remedy: "--help" },
    { argv: ["payments", "get"], says: "the argument payment-id is missing", remedy: "--help" },
    { argv: ["banks", "--base-url"], says: "--base-url <url> needs a value", remedy: "--help" },
    { argv: ["banks", "--lang", "fr"], says: "--lang <language> does not take", remedy: "es, en" },
  ])("refuses $argv and says what would do", async ({ argv, says, remedy }) => {
    const { code, stdout, stderr } = await khipu(argv);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`✗ ${says}`);
    expect(stderr).toContain(remedy);
  });

  test("complains in Spanish too", async () => {
    const { stderr } = await khipu(["payments", "gett"], { env: SPANISH });

    expect(stderr).toBe("✗ no existe el comando gett\n→ ¿Querías decir get?\n");
  });

  test("tells errors as JSON on standard error with --json", async () => {
    const { code, stdout, stderr } = await khipu(["payments", "get", "--json"]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(JSON.parse(stderr)).toEqual({
      error: {
        name: "UsageError",
        message: "the argument payment-id is missing",
        remedy: "--help shows what there is.",
        exitCode: 2,
      },
    });
  });

  test.each([
    ["--api-key", "5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--api-key=5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--apikey=5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["-key=5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--secret", "5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--webhook-secret=5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--token", "5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--password=5606be5b-84c1-482c-bc12-671c712d3d76"],
    ["--my-key=5606be5b-84c1-482c-bc12-671c712d3d76"],
  ])("refuses a secret as an argument (%s) and does not repeat it", async (...argv) => {
    const { code, stdout, stderr } = await khipu(["banks", ...argv]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).not.toContain("5606be5b");
  });

  test("explains where a secret belongs instead", async () => {
    const { stderr } = await khipu(["banks", "--api-key", "x"]);

    expect(stderr).toMatch(/^✗ --api-key is not an option: an argument is seen by everybody/);
    expect(stderr).toContain("KHIPU_API_KEY");
  });
});

describe("colours", () => {
  const asks = (setting: object) => khipu(["nope"], setting);

  test("are for terminals only", async () => {
    expect((await asks({ isTerminal: true })).stderr).toContain("\x1b[31m✗\x1b[0m");
    expect((await asks({})).stderr).not.toContain("\x1b");
  });

  test("honour NO_COLOR, FORCE_COLOR and a dumb terminal", async () => {
    const terminal = (env: object) => asks({ isTerminal: true, env });

    expect((await terminal({ NO_COLOR: "1" })).stderr).not.toContain("\x1b");
    expect((await terminal({ TERM: "dumb" })).stderr).not.toContain("\x1b");
    expect((await terminal({ FORCE_COLOR: "0" })).stderr).not.toContain("\x1b");
    expect((await asks({ env: { FORCE_COLOR: "1" } })).stderr).toContain("\x1b[31m");
  });
});

import { describe, expect, test } from "@jest/globals";
import { existsSync, mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RECEIVER } from "../simulator/support/client.js";
import { simulated } from "./support/simulated.js";

const CREATE = [
  ...["subscriptions", "create", "--name", "Club", "--email", "ana@example.com"],
  ...["--max-amount", "5000", "--max-amount-per-charge", "2000"],
  ...["--notify-url", "https://example.com/n"],
  ...["--return-url", "https://example.com/r", "--cancel-url", "https://example.com/c"],
];
const CHARGE = [
  ...["--amount", "1000", "--subject", "Cuota", "--body", "Marzo", "--custom", "x"],
  ...["--transaction-id", "m-3", "--notify-url", "https://example.com/n"],
  ...["--error-response-url", "https://example.com/e"],
];

describe("khipu subscriptions", () => {
  test("create, wait, get and charge", async () => {
    const { run, simulator } = await simulated();

    const created = (await run([...CREATE, "--json"])).json as Record<string, string>;
    const id = created["subscription_id"] ?? "";
    expect((await run(["subscriptions", "get", id])).stdout).toMatch(
      /^not signed: cannot be charged/,
    );
    await simulator.enableSubscription(id);
    await expect(
      run(["subscriptions", "wait", id, "--interval", "100ms", "--json"]),
    ).resolves.toMatchObject({ code: 0, json: { status: "ENABLED" } });
    const charge = await run(["subscriptions", "charge", id, ...CHARGE, "--yes", "--json"]);

    expect(charge).toMatchObject({ code: 0, json: { payment_id: expect.any(String) } });
    expect(simulator.payments()[0]).toMatchObject({ subject: "Cuota", transaction_id: "m-3" });
  });

  test("end asks first, ends it for good, and wait and charge then say so", async () => {
    const { run } = await simulated();
    const created = (await run([...CREATE, "--json"])).json as Record<string, string>;
    const id = created["subscription_id"] ?? "";
    const end = ["subscriptions", "end", id];

    const asked = await run(end, { isTerminal: true, answers: ["n"] });
    expect(asked).toMatchObject({ code: 1, stderr: expect.stringContaining("for good?") });
    expect((await run(["subscriptions", "get", id, "--json"])).json).toMatchObject({
      status: "PENDING",
    });
    await expect(run(end)).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--yes"),
    });
    expect(await run([...end, "--yes"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^ended, for good\n/),
    });
    await expect(run(["subscriptions", "wait", id])).resolves.toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/^ended, for good\n/),
      stderr: expect.stringContaining("cannot be charged any more"),
    });
    await expect(run(["subscriptions", "charge", id, ...CHARGE, "--yes"])).resolves.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("422 (SUBSCRIPTION_NOT_CHARGEABLE): "),
    });
  });

  test("create refuses a charge above the month, before anything is sent", async () => {
    const { run, simulator } = await simulated();
    const more = ["--max-amount-per-charge", "5001"];

    await expect(run([...CREATE, ...more])).resolves.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("max_amount_per_charge must be at most max_amount"),
    });
    expect(simulator.lastRequest()).toBeUndefined();
  });

  test("a charge that is refused tells programs its code", async () => {
    const { run, simulator } = await simulated();
    const created = (await run([...CREATE, "--json"])).json as Record<string, string>;
    const id = created["subscription_id"] ?? "";
    await simulator.enableSubscription(id);
    const tooMuch = [...CHARGE, "--amount", "2001", "--yes", "--json"];

    const { code, stderr } = await run(["subscriptions", "charge", id, ...tooMuch]);

    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { status: 422, errorCode: "MAX_AMOUNT_PER_CHARGE_EXCEEDED", outcome: "rejected" },
    });
  });

  test("wait ends with 3 when it is not signed in time", async () => {
    const { run } = await simulated();
    const created = (await run([...CREATE, "--json"])).json as Record<string, string>;
    const wait = ["subscriptions", "wait", created["subscription_id"] ?? "", "--timeout", "200ms"];

    await expect(run([...wait, "--interval", "100ms", "--json"])).resolves.toMatchObject({
      code: 3,
      json: { status: "PENDING" },
    });
  });

  test("charge asks first", async () => {
    const { run } = await simulated();

    const { code, stderr } = await run(["subscriptions", "charge", "abc", ...CHARGE], {
      isTerminal: true,
      answers: ["n"],
    });

    expect(code).toBe(1);
    expect(stderr).toContain("Charge CLP 1,000 to the subscription abc? [y/N] ");
    expect(stderr).toContain("nothing was done");
  });
});

describe("khipu receivers", () => {
  const integrator = { receiver: { privileges: { integrator: true } } };
  const given = { stdin: JSON.stringify(RECEIVER) };

  test("create shows the credentials once, and list shows the receiver", async () => {
    const { run } = await simulated(integrator);

    const { code, json, stderr } = await run(
      ["receivers", "create", "--from", "-", "--json"],
      given,
    );
    expect(code).toBe(0);
    expect(json).toMatchObject({ receiver_id: expect.any(String), secret: expect.any(String) });
    expect(stderr).toContain("Khipu does not show them again");
    const list = await run(["receivers", "list", "--max", "5", "--sort", "name"]);
    expect(list.stdout).toContain("Té y Compañía");
    expect(list.stderr).toBe("1 of 1\n");
  });

  test("create keeps them in a new file of your own with --save, and shows none", async () => {
    const { run } = await simulated(integrator);
    const cwd = mkdtempSync(join(tmpdir(), "khipu-cli-"));
    const create = ["receivers", "create", "--from", "-", "--save", "new.json"];

    const { code, stdout } = await run(create, { ...given, cwd });

    const kept = JSON.parse(readFileSync(join(cwd, "new.json"), "utf8")) as { secret: string };
    expect(code).toBe(0);
    expect(stdout).not.toContain(kept.secret);
    expect(statSync(join(cwd, "new.json")).mode & 0o777).toBe(0o600);
    await expect(run(create, { ...given, cwd })).resolves.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("cannot create new.json (EEXIST)"),
    });
  });

  test("create leaves no empty file behind when Khipu refuses", async () => {
    const { run } = await simulated({ receiver: { privileges: { integrator: false } } });
    const cwd = mkdtempSync(join(tmpdir(), "khipu-cli-"));

    const { code } = await run(["receivers", "create", "--from", "-", "--save", "new.json"], {
      ...given,
      cwd,
    });

    expect(code).toBe(1);
    expect(existsSync(join(cwd, "new.json"))).toBe(false);
  });

  test.each([
    [["--max", "-1"], "--max must be a whole number"],
    [["--sort", "size"], "Choose one of id, name, date_created."],
  ])("list refuses %s", async (options, says) => {
    const { run } = await simulated(integrator);

    const { code, stderr } = await run(["receivers", "list", ...options]);

    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

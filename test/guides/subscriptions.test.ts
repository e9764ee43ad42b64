import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { Guide, guideSettings, type Serving } from "../support/guide.js";

describe("the club of docs/subscriptions.md", () => {
  let guide: Guide;
  let simulator: Simulator;
  let club: Serving;
  let ask: (path: string) => Promise<unknown>;

  beforeEach(async () => {
    guide = new Guide("docs/subscriptions.md");
    // Charges wait to be paid or to fail by hand.
    simulator = await startSimulator({ seed: 1, retryDelaysMs: [], verificationMs: 3_600_000 });
    const settings = await guideSettings(simulator);
    club = await guide.serve("server.ts", settings);
    ask = async (path) => {
      const answer = await fetch(`${settings.PUBLIC_URL}${path}`);
      return answer.json();
    };
    expect(await ask("/subscribe/7")).toMatch(/^http/);
  });

  afterEach(async () => {
    guide.remove();
    await simulator.close();
  });

  /** The customer signs, and the bank confirms. */
  async function sign(): Promise<void> {
    const id = simulator.subscriptions()[0]?.subscription_id ?? "";
    await simulator.signSubscription(id);
    await simulator.enableSubscription(id);
  }

  test("charges nothing before the bank has confirmed the signature", async () => {
    expect(await ask("/charge/7/2026-09")).toMatchObject({ state: "refused" });
    expect(club.output()).toContain("SUBSCRIPTION_NOT_CHARGEABLE");
    expect(await ask("/members/7")).toMatchObject({ member: { canBeCharged: false } });

    await sign();

    expect(await ask("/members/7")).toMatchObject({ member: { canBeCharged: true } });
    expect(await ask("/charge/7/2026-09")).toMatchObject({ state: "charging" });
  });

  test("charges a month once, and settles it", async () => {
    await sign();

    await ask("/charge/7/2026-09");
    await ask("/charge/7/2026-09");
    const [payment, ...others] = simulator.payments();
    expect(others).toEqual([]);
    await simulator.pay(payment?.payment_id ?? "");

    expect(await ask("/members/7")).toMatchObject({ fees: [{ id: "7-2026-09", state: "paid" }] });
  });

  test("charges nothing again whose answer is lost", async () => {
    await sign();
    simulator.fault({ kind: "reset", operation: "createCharge_1", tookEffect: true, times: 1 });

    // The club answers 502.
    await expect(ask("/charge/7/2026-09")).rejects.toThrow();

    expect(await ask("/charge/7/2026-09")).toMatchObject({ state: "charging" });
    expect(simulator.payments()).toHaveLength(1);
    await simulator.pay(simulator.payments()[0]?.payment_id ?? "");
    expect(await ask("/members/7")).toMatchObject({ fees: [{ state: "paid" }] });
  });

  test("is told of a charge that failed", async () => {
    await sign();
    await ask("/charge/7/2026-09");

    await simulator.failCharge(simulator.payments()[0]?.payment_id ?? "");

    expect(await ask("/members/7")).toMatchObject({ fees: [{ state: "failed" }] });
  });

  test("ends a subscription, and is told of that too", async () => {
    await sign();
    const discarded = new Promise<void>((resolve) => {
      simulator.on("notification", () => resolve());
    });

    expect(await ask("/end/7")).toMatchObject({ status: "DISCARDED" });
    await discarded;

    expect(await ask("/members/7")).toMatchObject({ member: { canBeCharged: false } });
  });
});

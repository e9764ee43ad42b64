import { describe, expect, test } from "@jest/globals";
import { clientOf, createPayment, send, simulate } from "./support/client.js";
import { act, buttons, said } from "./support/dashboard.js";

describe("the faults' page", () => {
  test.each([
    [{ kind: "latency", delayMs: "5" }, { delayMs: 5 }],
    [{ kind: "rate-limit", retryAfterSeconds: "7" }, { retryAfterSeconds: 7 }],
    [{ kind: "server-error", tookEffect: "on" }, { tookEffect: true }],
    [
      { kind: "html", status: "503" },
      { status: 503, tookEffect: false },
    ],
    [{ kind: "cut-body" }, {}],
    [
      { kind: "reset", times: "3" },
      { times: 3, tookEffect: false },
    ],
    [
      { kind: "late-notification", delayMs: "9", about: "p1" },
      { delayMs: 9, about: "p1" },
    ],
    [{ kind: "duplicate-notification", copies: "3" }, { copies: 3 }],
    [{ kind: "reordered-notification", atMostMs: "50" }, { atMostMs: 50 }],
    [{ kind: "forged-notification", chance: "0,5" }, { chance: 0.5 }],
    [{ kind: "lost-notification" }, {}],
    [{ kind: "failed-charge", message: "Closed" }, { message: "Closed" }],
  ])("plans %j, and takes it back", async (form, parameters) => {
    const simulator = await simulate({ language: "en" });

    const page = await act(simulator.url, "/dashboard/faults", form);
    const [remove = ""] = buttons(page, "/dashboard/faults/");
    const gone = await act(simulator.url, `/dashboard/faults/${remove}`);
    const again = await act(simulator.url, `/dashboard/faults/${remove}`);

    expect(said(page)).toBe("The fault is planned.");
    const shown = Object.entries(parameters).map(([name, value]) => `${name}: ${String(value)}`);
    for (const text of [...shown, form.kind]) expect(page.text).toContain(text);
    expect(said(gone)).toBe("The fault is gone.");
    expect(gone.text).toContain("No faults are planned");
    expect(said(again)).toBe("That is no longer possible: That fault was used up already.");
  });

  test("has them meet the operation that was chosen, and counts what is left", async () => {
    const simulator = await simulate({ language: "en" });
    const operation = "instant-payments.v3/getBanks";
    await act(simulator.url, "/dashboard/faults", { kind: "rate-limit", operation, times: "2" });
    const client = clientOf(simulator);

    await createPayment(client);
    const { status } = await client("GET", "/v3/banks");
    const { text } = await send(`${simulator.url}/dashboard/faults`);

    expect(status).toBe(429);
    expect(text).toContain('<td data-label="Left">1</td>');
  });

  test.each([
    [{ kind: "latency", delayMs: "-1" }, "Delay (ms)"],
    [{ kind: "html", status: "200" }, "HTTP status"],
    [{ kind: "reset", times: "0" }, "Times"],
    [{ kind: "reset", chance: "2" }, "Chance"],
    [{ kind: "duplicate-notification", copies: "1e9" }, "Copies"],
  ])("refuses %j in words", async (form, label) => {
    const simulator = await simulate({ language: "en" });

    const page = await act(simulator.url, "/dashboard/faults", form);

    expect(said(page)).toBe(`Not done: ${label} is no valid number.`);
    expect(page.text).toContain("No faults are planned");
  });
});

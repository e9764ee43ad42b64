import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { Guide, guideSettings } from "../support/guide.js";

const ENGLISH = "docs/integration.md";

let simulator: Simulator;
let settings: Awaited<ReturnType<typeof guideSettings>>;
let guide: Guide;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 1, retryDelaysMs: [] });
  settings = await guideSettings(simulator);
});

afterEach(async () => {
  guide.remove();
  await simulator.close();
});

describe("the shop of the integration's guide", () => {
  test.each([ENGLISH, "docs/integration.es.md"])(
    "%s takes an order from the button to settled",
    async (path) => {
      guide = new Guide(path);
      await guide.serve("shop.ts", settings);

      const post = { method: "POST", redirect: "manual" } as const;
      const pressed = await fetch(`${settings.PUBLIC_URL}/orders`, post);
      const [payment] = simulator.payments();
      const { payment_id = "", payment_url = "", return_url = "" } = payment ?? {};
      expect(pressed.status).toBe(303);
      expect(pressed.headers.get("location")).toBe(payment_url);
      expect(await textOf(return_url)).toMatch(/http-equiv="refresh"/);
      expect(await textOf(`${return_url}/status`)).toBe('{"state":"pending","final":false}');

      await simulator.pay(payment_id);

      expect(simulator.notifications()[0]?.attempts).toMatchObject([{ status: 200 }]);
      expect(await textOf(return_url)).toMatch(/^<h1>[^<]*1042[^<]*<\/h1>$/);
      expect(await textOf(`${return_url}/status`)).toBe('{"state":"paid","final":true}');
    },
  );

  test("lists the banks that are likely to let the payer pay", async () => {
    guide = new Guide(ENGLISH);

    const { code, output } = await guide.run("banks.ts", settings);

    expect(output).toMatch(/^Bawdf DemoBank 200(\.0000)? OK$/m);
    expect(code).toBe(0);
  });

  test.each(["KHIPU_WEBHOOK_SECRET", "KHIPU_RECEIVER_ID", "KHIPU_API_KEY", "PUBLIC_URL"])(
    "does not start without %s, and says so",
    async (name) => {
      guide = new Guide(ENGLISH);

      const { code, output } = await guide.run("shop.ts", { ...settings, [name]: "" });

      expect(output).toContain(`${name} is not set`);
      expect(code).toBe(1);
    },
  );
});

async function textOf(url: string): Promise<string> {
  const answer = await fetch(url);
  return answer.text();
}

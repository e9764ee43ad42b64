import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Simulator, startSimulator } from "../../src/simulator/index.js";
import { Guide } from "../support/guide.js";

let guide: Guide;
let simulator: Simulator;

beforeEach(async () => {
  guide = new Guide("docs/openpay.md");
  simulator = await startSimulator({ seed: 1 });
});

afterEach(async () => {
  guide.remove();
  await simulator.close();
});

test.each([
  ["is paid at once", ["4111111111111111"], /^paid ABC123$/],
  ["is paid in instalments", ["4111111111111111", "3"], /^paid ABC123$/],
  ["has no such instalments", ["4111111111111111", "5"], /This card has no 5 instalments/],
  ["goes to 3D Secure", ["4000000000000002"], /^pending ABC123\nSend the customer to http/],
  ["cannot have 3D Secure", ["4000000000000044"], /^declined 3005/],
  ["has no funds", ["4444444444444448"], /^declined 3003/],
])("card.ts of docs/openpay.md tells a card that %s", async (_, args, told) => {
  const { merchantId, privateKey, baseUrl } = simulator.openpay;
  const settings = {
    OPENPAY_MERCHANT_ID: merchantId,
    OPENPAY_PRIVATE_KEY: privateKey,
    OPENPAY_BASE_URL: baseUrl,
  };

  const { output } = await guide.run("card.ts", settings, ...args);

  expect(output.trim()).toMatch(told);
});

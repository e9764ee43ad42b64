import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { signNotification } from "../../src/webhooks/index.js";
import { Guide } from "../support/guide.js";
import { API_KEY, OFFICIAL, SECRET } from "../webhooks/vectors.js";

/** Asks each check of a notification; a throw is told as its name. */
const ASK = `
import { wrongChecks } from "./wrong-checks.ts";
const received = JSON.parse(process.argv[2]);
console.log = () => {};
const answers = Object.entries(wrongChecks).map(([name, check]) => {
  try {
    return [name, check(received)];
  } catch (error) {
    return [name, error.name];
  }
});
process.stdout.write(JSON.stringify(Object.fromEntries(answers)));
`;

const VERIFY = `
import { verify } from "./right-check.ts";
const said = await verify(...process.argv.slice(2)).then(
  ({ payment_id }) => payment_id,
  ({ reason }) => reason,
);
process.stdout.write(said);
`;

describe("the checks of docs/migrations.md", () => {
  let guide: Guide;

  beforeAll(() => {
    guide = new Guide("docs/migrations.md");
    guide.write("ask.mjs", ASK);
    guide.write("verify.mjs", VERIFY);
  });

  afterAll(() => {
    guide.remove();
  });

  /** Of Khipu's published body, with its secret, unless told otherwise. */
  async function ask(received: object): Promise<Record<string, unknown>> {
    const usual = { body: OFFICIAL.body, secret: SECRET, apiKey: API_KEY };
    const { output } = await guide.run("ask.mjs", {}, JSON.stringify({ ...usual, ...received }));
    return JSON.parse(output) as Record<string, unknown>;
  }

  test("refuse what Khipu has signed, or accept forgeries", async () => {
    const header = await signNotification(OFFICIAL.body, { secret: SECRET });

    const { onlyIfPresent, resultIgnored, otherLength, ...refusing } = await ask({ header });

    expect([onlyIfPresent, resultIgnored, otherLength]).toEqual([true, true, true]);
    expect(Object.keys(refusing)).toHaveLength(9);
    expect(new Set(Object.values(refusing))).toEqual(new Set([false]));
  });

  test("accept what has no header, what brings its secret along, and anything at all", async () => {
    const body = JSON.stringify({ payment_id: "zfxnocsow6mz", secret: "theirs" });
    const header = await signNotification(body, { secret: "theirs" });

    expect(await ask({ body, header })).toMatchObject({ secretOfTheSender: true });
    expect(await ask({})).toMatchObject({ onlyIfPresent: true, resultIgnored: true });
  });

  test("throw for a signature of another length", async () => {
    expect(await ask({ header: "t=1711965600393,s=AAAA" })).toMatchObject({
      otherLength: "RangeError",
    });
  });

  test("are replaced by one that is right", async () => {
    const header = await signNotification(OFFICIAL.body, { secret: SECRET });
    const answers = ["t=1711965600393,s=AAAA", header].map(async (told) => {
      const { output } = await guide.run("verify.mjs", {}, OFFICIAL.body, told, SECRET);
      return output;
    });

    expect(await Promise.all(answers)).toEqual(["malformed-signature", "zfxnocsow6mz"]);
  });
});

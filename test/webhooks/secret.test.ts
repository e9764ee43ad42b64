import { describe, expect, test } from "@jest/globals";
import { inspect } from "node:util";
import { signNotification, verifyNotification } from "../../src/webhooks/index.js";
import type { VerifyOptions } from "../../src/webhooks/index.js";
import { API_KEY, OFFICIAL, OTHER_SECRET, SECRET, rejection, then } from "./vectors.js";

function verifyWith(secret: unknown, header: string = OFFICIAL.header, body = OFFICIAL.body) {
  const options = { secret, now: then } as VerifyOptions;
  return verifyNotification(body, header, options);
}

describe("without a secret nothing is verified", () => {
  // Anyone can sign with these, were a missing secret taken for an empty or a blank one.
  const guessed = [
    "t=1711965600393,s=cu1ZArr+3UOBlrFhAxlHD1h3SHhZyvytgYaSEke87QU=",
    "t=1711965600393,s=3Yq18Sh4LukYhP4qA+XIqoGSXBSEZdQaj08KRG047TQ=",
    "t=1711965600393,s=M/DNZfTe5p7Li/kPiLDgBMJXehd2ri1M4La7j/GgNt8=",
  ];

  test.each([
    ["no secret", undefined],
    ["a secret of null", null],
    ["an empty secret", ""],
    ["a blank secret", " \t\n"],
    ["an empty list", []],
    ["a list with an empty secret", [SECRET, ""]],
    ["a list with an empty secret in front", ["", SECRET]],
    ["a list with a blank secret", [SECRET, "  "]],
    ["a list with no secret in it", [undefined]],
    ["a list with a secret and none", [SECRET, null]],
  ])("with %s", async (_, secret) => {
    for (const header of [OFFICIAL.header, ...guessed]) {
      const error = await rejection(verifyWith(secret, header));

      expect(error).toMatchObject({
        name: "KhipuNotificationError",
        reason: "no-secret",
        message: "verifyNotification: the secret is missing or empty",
      });
    }
  });

  test("with a secret that is no text", async () => {
    for (const secret of [7, [7], true]) {
      const error = await rejection(verifyWith(secret));

      expect(error).toMatchObject({
        name: expect.stringMatching(/^(Type|KhipuNotification)Error$/),
      });
    }
  });
});

describe("a secret that is being changed", () => {
  test.each([
    ["the old one in front", [SECRET, OTHER_SECRET]],
    ["the old one behind", [OTHER_SECRET, SECRET]],
    ["the old one in the middle", [OTHER_SECRET, SECRET, API_KEY]],
    ["the old one alone", [SECRET]],
  ])("verifies what is signed with the old one, with %s", async (_, secret) => {
    await expect(verifyWith(secret)).resolves.toHaveProperty("payment_id", "zfxnocsow6mz");
  });

  test("verifies what is signed with the new one", async () => {
    const header = "t=1711965600393,s=2mcpDlBtoXWUDaDtwOkIjYxhiN1XzZqPKtm6f5CZg4w=";

    await expect(verifyWith([SECRET, OTHER_SECRET], header)).resolves.toHaveProperty("payment_id");
    expect(await rejection(verifyWith([SECRET], header))).toMatchObject({ reason: "mismatch" });
  });

  test("refuses what is signed with neither", async () => {
    const header = "t=1711965600393,s=y1U44O83Fg+LTFO36dOzATmJ9KHV68a7zAH5AFaDF2M=";

    const error = await rejection(verifyWith([SECRET, OTHER_SECRET], header));

    expect(error).toMatchObject({
      reason: "mismatch",
      message: "verifyNotification: the signature is not of this body and secret",
    });
  });
});

describe("a secret that was set wrongly", () => {
  test.each([
    ["an API key", API_KEY],
    ["a secret with a line break behind", `${SECRET}\n`],
    ["a secret with a space in front", ` ${SECRET}`],
    ["a secret in quotes", `"${SECRET}"`],
    ["the word that an unset variable leaves", "undefined"],
    ["a list with an API key", [OTHER_SECRET, API_KEY]],
  ])("is hinted at: %s", async (_, secret) => {
    const error = await rejection(verifyWith(secret));

    expect(error).toMatchObject({
      reason: "mismatch",
      message:
        "verifyNotification: the signature is not of this body and secret: " +
        "the secret is not 40 hex digits (an API key? white space?)",
    });
  });

  test("is no matter of shape: any other text verifies what is signed with it", async () => {
    const header = "t=1711965600393,s=y1U44O83Fg+LTFO36dOzATmJ9KHV68a7zAH5AFaDF2M=";

    await expect(verifyWith(API_KEY, header)).resolves.toHaveProperty("payment_id", "zfxnocsow6mz");
  });
});

describe("an error tells nothing", () => {
  const payer = "Cobrador de desarrollo";
  const again = JSON.stringify(JSON.parse(OFFICIAL.body));
  const notJson = `${payer} test@khipu.com {"payment_id":`;

  test.each([
    ["of a forged body", () => verifyWith(SECRET, OFFICIAL.header, `${OFFICIAL.body} `)],
    ["of a body serialised again", () => verifyWith(SECRET, OFFICIAL.header, again)],
    ["of a wrong secret", () => verifyWith([OTHER_SECRET, ` ${SECRET}`])],
    ["of a malformed header", () => verifyWith(SECRET, `${OFFICIAL.header},${SECRET}`)],
    ["of a list with a gap", () => verifyWith([SECRET, ""])],
    [
      "of a parsed body",
      () => verifyWith(SECRET, OFFICIAL.header, JSON.parse(OFFICIAL.body) as string),
    ],
    [
      "of a body that is no JSON",
      async () => {
        const header = await signNotification(notJson, {
          secret: SECRET,
          timestampMs: OFFICIAL.timestampMs,
        });
        return verifyWith(SECRET, header, notJson);
      },
    ],
  ])("%s", async (_, verify) => {
    const error = await rejection(verify());

    expect(error).toMatchObject({ name: "KhipuNotificationError" });
    expect(error).not.toHaveProperty("cause");
    const shown = [
      inspect(error, { depth: 10, showHidden: true }),
      JSON.stringify(error),
      String(error),
    ].join("\n");
    for (const secret of [SECRET, OTHER_SECRET, OFFICIAL.signature, payer, "test@khipu.com"]) {
      expect(shown).not.toContain(secret);
    }
  });
});

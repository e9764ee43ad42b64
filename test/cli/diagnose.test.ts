import { describe, expect, test } from "@jest/globals";
import fc from "../support/properties.js";
import { cpuClock } from "../support/timers.js";
import { diagnose, type Suspect } from "../../src/cli/diagnose/diagnose.js";
import { MISTAKES, type MistakeCode } from "../../src/cli/diagnose/mistakes/index.js";
import { readSavedRequest } from "../../src/cli/diagnose/saved-request.js";
import {
  API_KEY,
  BODY,
  CALLBACK,
  header,
  HEADER,
  SECRET,
  SIGNATURES,
  T,
} from "./support/vectors.js";

type Given = Partial<Omit<Suspect, "body">> & { readonly body?: string | Uint8Array };

function judge({ body = BODY, ...given }: Given) {
  return diagnose({
    header: HEADER,
    secrets: [SECRET],
    apiKey: API_KEY,
    nowMs: T + 1000,
    ...given,
    body: Buffer.from(body),
  });
}

async function mistakesOf(given: Given): Promise<readonly MistakeCode[]> {
  return (await judge(given)).mistakes;
}

const S = SIGNATURES;
const parsed = JSON.parse(BODY) as unknown;
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(BODY, "utf16le")]);

describe("diagnose", () => {
  test("finds a genuine notification genuine", async () => {
    const diagnosis = await judge({});

    expect(diagnosis).toMatchObject({ isGenuine: true, mistakes: [], signedAtMs: T });
    expect(diagnosis.notification?.payment_id).toBe("gqzdy6chjne9");
  });

  test.each<{ mistake: MistakeCode; body: string | Uint8Array; header?: string }>([
    { mistake: "body-reserialised", body: JSON.stringify(parsed) },
    { mistake: "body-reserialised", body: JSON.stringify(parsed, undefined, 2) },
    { mistake: "body-reserialised", body: BODY.replace("é", String.raw`\u00e9`) },
    { mistake: "body-stringified-twice", body: JSON.stringify(BODY) },
    { mistake: "body-newline-added", body: `${BODY}\n` },
    { mistake: "body-newline-added", body: `${BODY}\r\n` },
    { mistake: "body-newline-added", body: `  ${BODY}  ` },
    { mistake: "body-newline-lost", body: BODY, header: header(S.ofBodyWithLineBreak) },
    {
      mistake: "body-line-breaks",
      body: '{\r\n "payment_id": "gqzdy6chjne9"\r\n}',
      header: header(S.ofLines),
    },
    {
      mistake: "body-line-breaks",
      body: '{\n "payment_id": "gqzdy6chjne9"\n}',
      header: header(S.ofCrlfLines),
    },
    { mistake: "body-bom", body: `\ufeff${BODY}` },
    { mistake: "body-encoding", body: Buffer.from(BODY).toString("latin1") },
    { mistake: "body-encoding", body: Buffer.from(BODY, "latin1") },
    { mistake: "body-encoding", body: utf16 },
    { mistake: "body-base64", body: Buffer.from(BODY).toString("base64") },
  ])("finds $mistake by recomputing (case $#)", async ({ mistake, ...given }) => {
    expect(await mistakesOf(given)).toEqual([mistake]);
  });

  test.each<{ mistake: MistakeCode; header: string }>([
    { mistake: "hex", header: header(S.hex) },
    { mistake: "hex", header: header(S.hex.toUpperCase()) },
    { mistake: "base64-of-hex", header: header(S.base64OfHex) },
    { mistake: "without-time", header: header(S.withoutTime) },
    { mistake: "without-dot", header: header(S.withoutDot) },
    { mistake: "time-last", header: header(S.timeLast) },
    { mistake: "seconds", header: header(S.inSeconds) },
    { mistake: "seconds", header: `t=1773022948,s=${S.inSeconds}` },
    { mistake: "another-hash", header: header(S.sha1) },
    { mistake: "url-safe", header: header(S.right.replaceAll("+", "-")) },
    { mistake: "plus-lost", header: header(S.right.replaceAll("+", " ")) },
    { mistake: "padding-lost", header: header(S.right.replace("=", "")) },
    { mistake: "header-truncated", header: header(S.right.slice(0, 20)) },
    { mistake: "header-merged", header: `${HEADER}, ${HEADER}` },
    { mistake: "header-quoted", header: `"${HEADER}"` },
    { mistake: "header-encoded", header: encodeURIComponent(HEADER) },
    { mistake: "header-unreadable", header: `t=${T} s=${S.right}` },
    { mistake: "secret-is-api-key", header: header(S.byApiKey) },
    { mistake: "secret-published", header: header(S.byPublishedSecret) },
    { mistake: "secret-spaces", header: header(S.bySecretWithLineBreak) },
    { mistake: "secret-decoded", header: header(S.byDecodedSecret) },
  ])("finds $mistake in $header", async ({ mistake, header }) => {
    expect(await mistakesOf({ header })).toEqual([mistake]);
  });

  test.each<{ mistake: MistakeCode; secret: string }>([
    { mistake: "secret-spaces", secret: `${SECRET}\n` },
    { mistake: "secret-spaces", secret: ` ${SECRET}` },
    { mistake: "secret-quotes", secret: `"${SECRET}"` },
    { mistake: "secret-named", secret: `KHIPU_WEBHOOK_SECRET=${SECRET}` },
    { mistake: "secret-case", secret: SECRET.toUpperCase() },
  ])("finds $mistake in the secret itself", async ({ mistake, secret }) => {
    expect(await mistakesOf({ secrets: [secret] })).toEqual([mistake]);
  });

  test("tells two mistakes at once apart", async () => {
    expect(await mistakesOf({ body: `${BODY}\n`, header: header(S.withoutTime) })).toEqual([
      "without-time",
      "body-newline-added",
    ]);
    expect(await mistakesOf({ header: `t=${T},v1=${S.hex}` })).toEqual(["another-scheme", "hex"]);
  });

  test("says what gives itself away when no signature comes out", async () => {
    const foreign = header("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    expect(await mistakesOf({ header: foreign })).toEqual(["unexplained"]);
    expect(await mistakesOf({ header: foreign, body: "[object Object]" })).toContain("body-object");
    expect(await mistakesOf({ header: foreign, body: "" })).toContain("body-empty");
    expect(await mistakesOf({ header: foreign, secrets: [API_KEY] })).toContain(
      "secret-is-api-key",
    );
    expect(await mistakesOf({ header: foreign, secrets: ["hunter2"] })).toContain("secret-shape");
    expect(await mistakesOf({ body: BODY.replace("é", "\ufffd") })).toContain("body-letters-lost");
    expect(await mistakesOf({ header: "nothing" })).toContain("header-unreadable");
  });

  test("says which messages nobody signs", async () => {
    const without = { header: undefined };

    expect(await mistakesOf(without)).toEqual(["header-missing"]);
    expect(
      await mistakesOf({ ...without, body: "api_version=1.3&notification_token=9dec8aa1" }),
    ).toEqual(["unsigned-payment-1.3"]);
    expect(await mistakesOf({ ...without, body: CALLBACK })).toEqual(["unsigned-subscription"]);
    expect(
      await mistakesOf({ ...without, body: '{"subscription_id":"a","transaction_id":"b"}' }),
    ).toEqual(["unsigned-charge"]);
    expect(
      await mistakesOf({
        ...without,
        body: '{"type":"charge.succeeded","transaction":{"id":"t"}}',
      }),
    ).toEqual(["unsigned-openpay"]);
  });

  test("says what is signed and no notification", async () => {
    expect(await judge({ body: "hello", header: header(S.ofHello) })).toMatchObject({
      reason: "not-json",
      mistakes: ["not-a-notification"],
    });
    expect(await mistakesOf({ body: CALLBACK, header: header(S.ofCallback) })).toEqual([
      "unsigned-subscription",
    ]);
  });

  test("judges the age on both sides of its limits, unless it is told not to", async () => {
    expect(await mistakesOf({ nowMs: T + 259_200_000 })).toEqual([]);
    expect(await mistakesOf({ nowMs: T + 259_200_001 })).toEqual(["stale"]);
    expect(await mistakesOf({ nowMs: T - 300_000 })).toEqual([]);
    expect(await mistakesOf({ nowMs: T - 300_001 })).toEqual(["future"]);
    expect(await mistakesOf({ nowMs: T * 2, isAgeJudged: false })).toEqual([]);
  });

  test("never calls a changed body genuine, and never throws", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.string(), async (bytes, text) => {
        const diagnosis = await judge({ body: bytes, header: text });

        expect(diagnosis.isGenuine).toBe(false);
        expect(diagnosis.mistakes.length).toBeGreaterThan(0);
        for (const code of diagnosis.mistakes) expect(MISTAKES[code].remedy.es).not.toBe("");
      }),
      { numRuns: 200 },
    );
  });

  test("takes no longer than a moment for a large body and a header full of claims", async () => {
    const body = JSON.stringify({ payment_id: "a", custom: "é/".repeat(330_000) });
    const claims = Array.from({ length: 300 }, (_, index) =>
      header(SIGNATURES.right).replace("t=1", `t=${index}`),
    );
    const computedMs = cpuClock();

    expect(await mistakesOf({ body, header: claims.join() })).toContain("unexplained");
    expect(computedMs()).toBeLessThan(10_000);
  });
});

describe("readSavedRequest", () => {
  const read = (text: string) => {
    const saved = readSavedRequest(Buffer.from(text));
    return saved && { ...saved, body: Buffer.from(saved.body).toString() };
  };

  test("ends the body where its length says, whatever an editor added", () => {
    const saved = read(
      `POST /a HTTP/1.1\nX-Khipu-Signature: ${HEADER}\nContent-Length: 2\n\n{}\n\n`,
    );

    expect(saved?.body).toBe("{}");
    expect(saved?.isCut).toBe(false);
    expect(saved?.headers.get("x-khipu-signature")).toBe(HEADER);
  });

  test("puts chunks together", () => {
    const chunks = "transfer-encoding: chunked\r\n\r\n2\r\n{\n\r\n1\r\n}\r\n0\r\n\r\n";

    expect(read(chunks)).toMatchObject({ body: "{\n}", isCut: false });
  });

  test("sees what was cut off", () => {
    expect(read("content-length: 20\n\n{}")?.isCut).toBe(true);
    expect(read("transfer-encoding: chunked\n\n9\n{}")?.isCut).toBe(true);
  });

  test("refuses what is no request", () => {
    expect(read("{}")).toBeUndefined();
    expect(read("\n\n{}")).toBeUndefined();
  });
});

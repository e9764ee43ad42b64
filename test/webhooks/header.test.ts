import { describe, expect, test } from "@jest/globals";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { runInNewContext } from "node:vm";
import { verifyNotification } from "../../src/webhooks/index.js";
import type { NotificationHeaders } from "../../src/webhooks/index.js";
import { cpuClock } from "../support/timers.js";
import { OFFICIAL, SECRET, rejection, then } from "./vectors.js";

const { signature, header } = OFFICIAL;
const t = "t=1711965600393";
const s = `s=${signature}`;

function verifyWith(headers: NotificationHeaders) {
  return verifyNotification(OFFICIAL.body, headers, { secret: SECRET, now: then });
}

describe("the signature is found", () => {
  const incoming = new IncomingMessage(new Socket());
  incoming.headers["x-khipu-signature"] = header;

  test.each<[string, NotificationHeaders]>([
    ["in the header's value", header],
    ["with s before t", `${s},${t}`],
    ["with a space after the comma", `${t}, ${s}`],
    ["with s before t and a space", `${s}, ${t}`],
    ["in Headers", new Headers({ "X-Khipu-Signature": header })],
    ["in anything that gets headers by name", new Map([["x-khipu-signature", header]])],
    ["in Headers of another realm", runInNewContext("({ get: () => header })", { header })],
    ["in Node's headers", incoming.headers],
    ["in an object of capitalised headers", { Host: "shop", "X-Khipu-Signature": header }],
    ["in an object with an array of one", { "x-khipu-signature": [header] }],
    ["in an object without a prototype", Object.assign(Object.create(null), incoming.headers)],
    ["beside headers of no value", { "x-khipu-signature": header, get: undefined, te: undefined }],
    ["beside a header that is called get", { "x-khipu-signature": header, get: "x" } as object],
  ] as [string, NotificationHeaders][])("%s", async (_, headers) => {
    await expect(verifyWith(headers)).resolves.toHaveProperty("payment_id", "zfxnocsow6mz");
  });
});

describe("a signature is missing", () => {
  test.each<[string, NotificationHeaders]>([
    ["from an empty value", ""],
    ["from null, as Headers give it", null],
    ["from undefined, as Node gives it", undefined],
    ["from empty Headers", new Headers()],
    ["from an empty object", {}],
    [
      "from an object of other headers",
      { "x-khipu-signatures": header, "x-khipu-s1gnature": header },
    ],
    ["when its value is undefined", { "x-khipu-signature": undefined }],
    ["when its value is an empty array", { "x-khipu-signature": [] }],
    ["when there is only the prototype's", Object.create({ toString: () => header })],
  ] as [string, NotificationHeaders][])("%s", async (_, headers) => {
    const error = await rejection(verifyWith(headers));

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      reason: "missing-signature",
      message: "verifyNotification: the x-khipu-signature header is missing",
    });
  });
});

describe("a signature is malformed", () => {
  test.each<[string, NotificationHeaders]>([
    ["without t", s],
    ["without s", t],
    ["without its parts", signature],
    [
      "as a digest in hex alone",
      "198ce98e75e54ca43e04963ba59266acce8366058c48976d3abfdd95e04a4dd8",
    ],
    ["with an empty t", `t=,${s}`],
    ["with an empty s", `${t},s=`],
    ["with t twice", `${t},${t},${s}`],
    ["with another t behind", `${t},${s},${t}`],
    ["with s twice", `${t},${s},${s}`],
    ["with another s in front", `${s},${t},${s}`],
    ["with the whole of it twice, as repeated headers are joined", `${header}, ${header}`],
    ["in an array of two", { "x-khipu-signature": [header, header] }],
    ["in headers of two spellings", { "x-khipu-signature": header, "X-Khipu-Signature": header }],
    ["with a part that nobody knows", `${header},v=2`],
    ["with a comma behind", `${header},`],
    ["with a semicolon", `${t};${s}`],
    ["with two spaces", `${t},  ${s}`],
    ["with a tab", `${t},\t${s}`],
    ["with spaces around it", ` ${header} `],
    ["with capital names", `T=1711965600393,S=${signature}`],
    ["with a line break behind", `${header}\n`],
    ["with a NUL behind", `${header}\0`],
    ["with a negative t", `t=-1711965600393,${s}`],
    ["with a fraction in t", `t=1711965600.393,${s}`],
    ["with t in hex", `t=0x18e98e3a149,${s}`],
    ["with an exponent in t", `t=1e12,${s}`],
    ["with digits of another script in t", `t=１７１１９６５６００３９３,${s}`],
    ["with a t of 16 digits", `t=1711965600393000,${s}`],
    ["with a t of 5,000 digits", `t=${"9".repeat(5000)},${s}`],
    ["with an s that lost its padding", `${t},s=${signature.slice(0, -1)}`],
    ["with an s of two paddings", `${t},s=${signature}=`],
    ["with spare bits in s", `${t},s=${signature.replace("g=", "h=")}`],
    ["with an s in base64url", `${t},s=${signature.replace("+", "-").replace("/", "_")}`],
    ["with an s of 31 bytes", `${t},s=${Buffer.alloc(31).toString("base64")}`],
    ["with an s of 33 bytes", `${t},s=${Buffer.alloc(33).toString("base64")}`],
    ["with white space in s", `${t},s=${signature.replace("B", " ")}`],
    ["with a character of two bytes in s", `${t},s=${signature.replace("B", "ñ")}`],
    ["with a lone surrogate in s", `${t},s=${signature.replace("B", "\ud800")}`],
    ["with a megabyte of commas", `${",".repeat(1_000_000)}${header}`],
    ["with a megabyte of s", `s=${"s=, t=".repeat(200_000)}`],
  ])("%s", async (_, headers) => {
    const computedMs = cpuClock();

    const error = await rejection(verifyWith(headers));

    expect(error).toMatchObject({
      name: "KhipuNotificationError",
      reason: "malformed-signature",
      message:
        "verifyNotification: the x-khipu-signature header is not t=<milliseconds>,s=<base64>",
    });
    expect(computedMs()).toBeLessThan(2000);
  });

  test.each([
    ["a hex digest", `${t},s=198ce98e75e54ca43e04963ba59266acce8366058c48976d3abfdd95e04a4dd8`],
    ["a hex digest in capitals", `${t},s=${"198CE98E75E54CA4".repeat(4)}`],
    ["the scheme with v1=", `${t},v1=${signature}`],
  ])("and says so, by %s", async (_, headers) => {
    const error = await rejection(verifyWith(headers));

    expect(error).toMatchObject({
      reason: "malformed-signature",
      message:
        "verifyNotification: the x-khipu-signature header is not t=<milliseconds>,s=<base64>, but v1= or hex",
    });
  });
});

test("a signature of the right form for other bytes is a mismatch, whatever its length of t", async () => {
  for (const digits of [1, 10, 13, 15]) {
    const error = await rejection(verifyWith(`t=${"1".repeat(digits)},${s}`));

    expect(error).toMatchObject({ reason: "mismatch" });
  }
});

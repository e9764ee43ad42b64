import { describe, expect, test } from "@jest/globals";
import { gzipSync } from "node:zlib";
import {
  answerOf,
  type Options,
  type Posted,
  shop,
  signed,
  type Told,
} from "../webhooks/handlers/setup.js";
import { Wire } from "../webhooks/handlers/wire.js";

/** What every framework is given. */
export type { Options } from "../webhooks/handlers/setup.js";

/** A server of a framework, listening on loopback. */
export interface Running {
  readonly port: number;
  readonly close: () => unknown;
}

/** A way to set a framework up, and what must come of it. */
export interface Setup {
  readonly name: string;
  /** Listens on a free port of loopback, with the webhook at `/khipu`. */
  readonly start: (options: Options) => Promise<Running>;
  /** What `onError` is told when the setup is wrong; without it, notifications are settled. */
  readonly tells?: RegExp;
  /** Whether a parser before the handler reads a body to its end, also one that it refuses. */
  readonly readsAll?: boolean;
  /** What a body of ten megabytes is answered, where the framework itself refuses it. */
  readonly large?: RegExp;
  /** The same for a compressed body. */
  readonly compressed?: RegExp;
}

/** Posts a notification, and resolves to its answer in one line. */
export type Send = (port: number, posted: Posted, path?: string) => Promise<string>;

/** How a body travels. */
export const WAYS: Readonly<Record<string, Send>> = {
  "in one piece": (port, posted, path) => post(port, posted, path),
  "one byte at a time": async (port, { body, headers }, path) => {
    const bytes = Buffer.from(body);
    const wire = new Wire(port);
    await wire.head({ ...headers, "content-length": String(bytes.length) }, path);
    for (const byte of bytes) await wire.write(Uint8Array.of(byte));
    return wire.answer().finally(() => wire.destroy());
  },
  "in chunks, cut inside of letters": async (port, { body, headers }, path) => {
    const bytes = Buffer.from(body);
    const wire = new Wire(port);
    await wire.head({ ...headers, "transfer-encoding": "chunked" }, path);
    for (let at = 0; at < bytes.length; at += 7) await wire.chunk(bytes.subarray(at, at + 7));
    await wire.chunk();
    return wire.answer().finally(() => wire.destroy());
  },
};

const LARGE = 10 * 1024 * 1024;

/**
 * Announces ten megabytes and sends none of them: who still writes when the other side closes may be told so before it
 * reads the answer.
 */
export async function announceLarge(port: number, path?: string): Promise<string> {
  const { headers } = await signed();
  const wire = new Wire(port);
  await wire.head({ ...headers, "content-length": String(LARGE) }, path);
  return wire.answer().finally(() => wire.destroy());
}

/** Declares the tests of one setup. */
export function contract(setup: Setup): void {
  const { name, start, tells, readsAll, large = /^413 /, compressed = /^415 / } = setup;
  const running = async (
    work: (port: number, told: Told) => Promise<void>,
    changes: Partial<Options> = {},
  ) => {
    const { options, told } = shop(changes);
    const { port, close } = await start(options);
    try {
      await work(port, told);
    } finally {
      await close();
    }
  };

  describe(name, () => {
    test.each(Object.entries(WAYS))("judges a body that comes %s", async (_, send) => {
      const posted = await signed({ subject: "Región de Ñuble" });

      await running(async (port, told) => {
        if (tells) {
          expect(await send(port, posted)).toMatch(/^500 not set up$/);
          expect(told.paid).toEqual([]);
          expect(String(told.failures[0]?.error)).toMatch(tells);
        } else {
          expect(await send(port, posted)).toMatch(/^200 settled$/);
          expect(await send(port, posted)).toMatch(/^200 already settled$/);
          expect(told).toEqual({ paid: ["gqzdy6chjne9"], failures: [] });
        }
      });
    });

    test("refuses a forged body", async () => {
      const { body, headers } = await signed();

      await running(async (port, told) => {
        const answer = await post(port, { body: body.replace("5900", "590000"), headers });

        expect(answer).toMatch(tells ? /^500 / : /^400 refused$/);
        expect(told.paid).toEqual([]);
      });
    });

    test("refuses a compressed body", async () => {
      const { body, headers } = await signed();
      const zipped = {
        method: "POST",
        body: gzipSync(body),
        headers: { ...headers, "content-encoding": "gzip" },
      };

      await running(async (port, told) => {
        expect(await answerOf(fetch(url(port), zipped))).toMatch(compressed);
        expect(told.paid).toEqual([]);
      });
    });

    test("refuses ten megabytes", async () => {
      const sendLarge = async (port: number) =>
        readsAll ? post(port, await signed({ custom: "x".repeat(LARGE) })) : announceLarge(port);

      await running(async (port, told) => {
        expect(await sendLarge(port)).toMatch(large);
        expect(told.paid).toEqual([]);
      });
    });

    test("takes nothing but POST", async () => {
      await running(async (port) => {
        const { status } = await fetch(url(port));

        expect([404, 405]).toContain(status);
      });
    });

    test("asks to be told again when onPaid fails", async () => {
      const posted = await signed();
      const onPaid = () => Promise.reject(new Error("the database is down"));

      await running(
        async (port) => {
          expect(await post(port, posted)).toMatch(/^500 /);
        },
        { onPaid },
      );
    });
  });
}

const url = (port: number, path = "/khipu") => `http://127.0.0.1:${port}${path}`;

function post(port: number, { body, headers }: Posted, path?: string): Promise<string> {
  return answerOf(fetch(url(port, path), { method: "POST", body, headers }));
}

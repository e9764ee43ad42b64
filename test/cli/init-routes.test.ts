import { describe, expect, test } from "@jest/globals";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { transformSync } from "esbuild";
import { format } from "prettier";
import { type Framework, FRAMEWORKS, type Project } from "../../src/cli/init/project.js";
import { routeOf } from "../../src/cli/init/route.js";
import { signNotification } from "../../src/webhooks/index.js";
import { listen, useRealSockets } from "../support/raw-server.js";
import { filledIn, load, project } from "./support/templates.js";
import { SECRET } from "./support/vectors.js";

useRealSockets();

const BODY = String.raw`{"payment_id":"gqzdy6chjne9","receiver_id":990939,"amount":"5900.0000","currency":"CLP","transaction_id":"order-1042","receipt_url":"https:\/\/r.example.com\/1.pdf"}`;
const LANGUAGES = ["en", "es"] as const;

/** Everything that a framework's file can be written as. */
const FORMS: readonly Partial<Project>[] = [
  { isTypeScript: true, isModule: true },
  { isTypeScript: false, isModule: true },
  { isTypeScript: false, isModule: false },
];
const ON_THE_WEB: readonly Framework[] = [
  "next-app",
  "sveltekit",
  "hono",
  "workers",
  "deno",
  "bun",
];
const ON_NODE: readonly Framework[] = ["next-pages", "nest", "koa", "express", "node"];

type Web = (request: unknown, env?: unknown) => Promise<Response>;
type OnNode = (request: IncomingMessage, response: ServerResponse) => Promise<unknown>;

/** Posts a notification to what a web framework would call, and gives the status. */
async function postOnWeb(framework: Framework, exported: Record<string, unknown>) {
  const { POST, khipuWebhook } = exported as { POST?: Web; khipuWebhook?: Web };
  const request = new Request("https://shop.example.com/webhooks/khipu", {
    method: "POST",
    body: BODY,
    headers: { "x-khipu-signature": await signNotification(BODY, { secret: SECRET }) },
  });
  const env = { KHIPU_WEBHOOK_SECRET: SECRET };
  const handle = POST ?? khipuWebhook;
  const answer = await handle?.(framework === "sveltekit" ? { request } : request, env);
  return answer?.status;
}

/** The same over a socket. */
async function postOnNode(framework: Framework, exported: Record<string, unknown>) {
  const handle = handlerOf(framework, exported);
  const server = createServer((request, response) => void handle(request, response));
  const { port, close } = await listen(server);
  const answer = await fetch(`http://127.0.0.1:${port}/webhooks/khipu`, {
    method: "POST",
    body: BODY,
    headers: { "x-khipu-signature": await signNotification(BODY, { secret: SECRET }) },
  });
  await close();
  return answer.status;
}

function handlerOf(framework: Framework, exported: Record<string, unknown>): OnNode {
  if (framework === "nest") {
    const Controller = exported["KhipuWebhookController"] as new () => { notified: OnNode };
    const controller = new Controller();
    return (request, response) => controller.notified(request, response);
  }
  if (framework === "koa") {
    const use = exported["khipuWebhook"] as (ctx: object, next: () => unknown) => Promise<unknown>;
    return (req, res) => use({ req, res, path: "/webhooks/khipu" }, () => res.writeHead(404).end());
  }
  return (exported["default"] ?? exported["khipuWebhook"]) as OnNode;
}

const cases = [
  ...ON_THE_WEB.map((framework) => ({ framework, post: postOnWeb })),
  ...ON_NODE.map((framework) => ({ framework, post: postOnNode })),
].flatMap(({ framework, post }) => FORMS.map((form) => ({ framework, post, ...form })));

/** A file through a parser of JavaScript, to which types are an error. */
const parseJavaScript = (code: string) => transformSync(code, { loader: "js", logLevel: "silent" });

describe("the routes that khipu init writes", () => {
  test.each(cases)(
    "deliver nothing until they are filled in: $framework (TypeScript $isTypeScript, ESM $isModule)",
    async ({ framework, post, ...form }) => {
      const paid: string[] = [];
      const { code } = routeOf(project({ framework, ...form }), "en");

      expect(await post(framework, load(code, { secret: SECRET, paid }))).toBe(500);
      expect(await post(framework, load(filledIn(code), { secret: SECRET, paid }))).toBe(200);
      expect(paid).toEqual(["gqzdy6chjne9"]);
    },
  );

  test("are plain JavaScript where there is no TypeScript", () => {
    expect(() => parseJavaScript("const a: string = b;")).toThrow(/Expected ";"|found ":"/);
    for (const framework of FRAMEWORKS.filter((name) => name !== "nest" && name !== "deno")) {
      const { path, code } = routeOf(project({ framework, isTypeScript: false }), "es");

      expect(path).toMatch(/\.js$/);
      expect(() => parseJavaScript(code)).not.toThrow();
    }
  });

  test("are formatted as Prettier does", async () => {
    const codes = FRAMEWORKS.flatMap((framework) =>
      FORMS.map((form) => routeOf(project({ framework, ...form }), "es").code),
    );

    for (const code of new Set(codes)) {
      expect(await format(code, { parser: "typescript" })).toBe(code);
    }
  });

  test("are the same code in each language", () => {
    const without = (code: string) => code.replaceAll(/\/\/.*|`[^`]*`/g, "");
    for (const framework of FRAMEWORKS) {
      const [english = "", spanish = ""] = LANGUAGES.map(
        (language) => routeOf(project({ framework }), language).code,
      );

      expect(without(spanish)).toBe(without(english));
      expect(spanish).not.toBe(english);
    }
  });
});

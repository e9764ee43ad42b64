import type { Language, Said } from "../language.js";
import type { Framework, Project } from "./project.js";
import { optionsOf, type Form } from "./route-options.js";

/** A route's file, and what is left to do by hand. */
export interface Route {
  /** Under the project's root. */
  readonly path: string;
  readonly code: string;
  /** Where it has to be mounted, in code; nothing for a framework that finds files by their names. */
  readonly mount?: Said;
}

/** How the route of one framework is written. */
interface Recipe {
  /** Its place without extension, under `src` where that is where the code is. */
  readonly place: string;
  /** Functions of `khipu-sdk/webhooks` that it calls. */
  readonly adapter: "webhookHandler" | "nodeHandler" | "fastifyPlugin";
  /** Imports of other packages. */
  readonly imports?: readonly string[];
  /** What is exported, in TypeScript. */
  readonly code: readonly string[];
  readonly mount?: Said;
}

const PATH = "/webhooks/khipu";
const FIRST: Said = {
  en: "above every body parser",
  es: "antes de todo body parser",
};

const RECIPES: Readonly<Record<Framework, Recipe>> = {
  "next-app": {
    place: "app/webhooks/khipu/route",
    adapter: "webhookHandler",
    // Not before the request: `next build` loads the file as well, where the secret may not be set.
    code: [
      "export const POST = (request: Request) => {",
      "  return webhookHandler(options)(request);",
      "};",
    ],
  },
  "next-pages": {
    place: "pages/api/webhooks/khipu",
    adapter: "nodeHandler",
    code: [
      "export const config = { api: { bodyParser: false } };",
      "",
      "export default nodeHandler(options);",
    ],
  },
  sveltekit: {
    place: "src/routes/webhooks/khipu/+server",
    adapter: "webhookHandler",
    // As above: the build loads the file.
    code: [
      "export const POST = ({ request }: { request: Request }) => {",
      "  return webhookHandler(options)(request);",
      "};",
    ],
  },
  nest: {
    place: "khipu-webhook.controller",
    adapter: "nodeHandler",
    imports: ['import { Controller, Post, Req, Res } from "@nestjs/common";'],
    code: [
      "const handle = nodeHandler(options);",
      "",
      '@Controller("webhooks")',
      "export class KhipuWebhookController {",
      '  @Post("khipu")',
      "  notified(@Req() request: NodeRequest, @Res() response: NodeResponse) {",
      "    return handle(request, response);",
      "  }",
      "}",
    ],
    mount: {
      en: "Add KhipuWebhookController to a module's controllers, and { rawBody: true } to NestFactory.create.",
      es: "Agrega KhipuWebhookController a los controllers de un módulo, y { rawBody: true } a NestFactory.create.",
    },
  },
  fastify: {
    place: "khipu-webhook",
    adapter: "fastifyPlugin",
    code: [`export const khipuWebhook = fastifyPlugin("${PATH}", options);`],
    mount: { en: "app.register(khipuWebhook);", es: "app.register(khipuWebhook);" },
  },
  express: {
    place: "khipu-webhook",
    adapter: "nodeHandler",
    code: ["export const khipuWebhook = nodeHandler(options);"],
    mount: {
      en: `app.post("${PATH}", khipuWebhook); // ${FIRST.en}`,
      es: `app.post("${PATH}", khipuWebhook); // ${FIRST.es}`,
    },
  },
  koa: {
    place: "khipu-webhook",
    adapter: "nodeHandler",
    code: [
      "const handle = nodeHandler(options);",
      "",
      "interface KoaContext {",
      "  path: string;",
      "  req: NodeRequest;",
      "  res: NodeResponse;",
      "  respond?: boolean | undefined;",
      "}",
      "",
      "export const khipuWebhook = async (",
      "  ctx: KoaContext,",
      "  next: () => Promise<unknown>,",
      ") => {",
      `  if (ctx.path !== "${PATH}") return next();`,
      "  ctx.respond = false;",
      "  return handle(ctx.req, ctx.res);",
      "};",
    ],
    mount: {
      en: `app.use(khipuWebhook); // ${FIRST.en}`,
      es: `app.use(khipuWebhook); // ${FIRST.es}`,
    },
  },
  hono: {
    place: "khipu-webhook",
    adapter: "webhookHandler",
    code: ["export const khipuWebhook = webhookHandler(options);"],
    mount: {
      en: `app.post("${PATH}", (c) => khipuWebhook(c.req.raw));`,
      es: `app.post("${PATH}", (c) => khipuWebhook(c.req.raw));`,
    },
  },
  workers: {
    place: "khipu-webhook",
    adapter: "webhookHandler",
    code: [
      "export const khipuWebhook = (",
      "  request: Request,",
      "  env: { KHIPU_WEBHOOK_SECRET: string },",
      ") => {",
      "  const secret = env.KHIPU_WEBHOOK_SECRET;",
      "  return webhookHandler({ ...options, secret })(request);",
      "};",
    ],
    mount: {
      en: `if (new URL(request.url).pathname === "${PATH}") return khipuWebhook(request, env);`,
      es: `if (new URL(request.url).pathname === "${PATH}") return khipuWebhook(request, env);`,
    },
  },
  deno: {
    place: "khipu-webhook",
    adapter: "webhookHandler",
    code: ["export const khipuWebhook = webhookHandler(options);"],
    mount: {
      en: `if (new URL(request.url).pathname === "${PATH}") return khipuWebhook(request);`,
      es: `if (new URL(request.url).pathname === "${PATH}") return khipuWebhook(request);`,
    },
  },
  bun: {
    place: "khipu-webhook",
    adapter: "webhookHandler",
    code: ["export const khipuWebhook = webhookHandler(options);"],
    mount: {
      en: `Bun.serve({ routes: { "${PATH}": khipuWebhook } });`,
      es: `Bun.serve({ routes: { "${PATH}": khipuWebhook } });`,
    },
  },
  node: {
    place: "khipu-webhook",
    adapter: "nodeHandler",
    code: ["export const khipuWebhook = nodeHandler(options);"],
    mount: {
      en: `if (request.url === "${PATH}") return khipuWebhook(request, response);`,
      es: `if (request.url === "${PATH}") return khipuWebhook(request, response);`,
    },
  },
};

/** Writes the route of a project. */
export function routeOf(project: Project, language: Language): Route {
  const recipe = RECIPES[project.framework];
  // Its decorators are TypeScript's.
  const isTypeScript = project.isTypeScript || project.framework === "nest";
  const form: Form = {
    isTypeScript,
    isModule: isTypeScript || project.isModule,
    runtime: runtimeOf(project.framework),
    adapter: recipe.adapter,
    language,
  };
  const types = ["NodeRequest", "NodeResponse"].filter((name) =>
    recipe.code.some((line) => line.includes(name)),
  );
  const code = [...(recipe.imports ?? []), ...optionsOf(form, types), ...recipe.code].join("\n");
  const extension = isTypeScript ? "ts" : "js";
  const { mount } = recipe;
  return {
    path: `${placeOf(recipe.place, project)}.${extension}`,
    code: `${isTypeScript ? code : inJavaScript(code, form)}\n`,
    ...(mount !== undefined && { mount }),
  };
}

function placeOf(place: string, { hasSrc }: Project): string {
  return hasSrc && !place.startsWith("src/") ? `src/${place}` : place;
}

function runtimeOf(framework: Framework): Form["runtime"] {
  if (framework === "workers" || framework === "deno") return framework;
  return "node";
}

/** Takes the types out: these files hold no others than those written here. */
function inJavaScript(code: string, { isModule }: Form): string {
  const untyped = code
    .replaceAll(/^interface [^}]*}\n\n/gm, "")
    .replaceAll(/\(\s*ctx: KoaContext,\s*next: [^,]*,\s*\)/g, "(ctx, next)")
    .replaceAll(/\(\{ request \}: \{ request: Request \}\)/g, "({ request })")
    .replaceAll("(request: Request)", "(request)")
    .replaceAll(/\(\s*request: Request,\s*env: \{[^}]*\},\s*\)/g, "(request, env)");
  if (isModule) return untyped;
  return untyped
    .replaceAll(/^import \{(.*)\} from (".*");$/gm, "const {$1} = require($2);")
    .replaceAll(/^export const (\w+) =/gm, "exports.$1 =");
}

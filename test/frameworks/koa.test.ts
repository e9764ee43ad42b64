import { bodyParser } from "@koa/bodyparser";
import Koa, { type Context } from "koa";
import { nodeHandler } from "../../src/webhooks/index.js";
import { contract, type Options } from "./contract.js";
import { listen } from "./listen.js";

function webhook(options: Options) {
  const handle = nodeHandler(options);
  return async (ctx: Context) => {
    ctx.respond = false;
    await handle(ctx.req, ctx.res);
  };
}

contract({
  name: "Koa, above the body parser",
  start: (options) => {
    const app = new Koa();
    app.use(webhook(options));
    app.use(bodyParser());
    return listen(app.callback());
  },
});

contract({
  name: "Koa, below a body parser that keeps the bytes",
  readsAll: true,
  start: (options) => {
    const app = new Koa();
    app.use(bodyParser());
    app.use((ctx, next) => {
      Object.assign(ctx.req, { rawBody: ctx.request.rawBody });
      return next();
    });
    app.use(webhook(options));
    return listen(app.callback());
  },
});

contract({
  name: "Koa, below the body parser",
  readsAll: true,
  start: (options) => {
    const app = new Koa();
    app.use(bodyParser());
    app.use(webhook(options));
    return listen(app.callback());
  },
  tells: /Koa: put this route above app\.use\(bodyParser\(\)\)/,
});

import { describe, expect, test } from "@jest/globals";
import type { Framework } from "../../src/cli/init/project.js";
import { routeOf } from "../../src/cli/init/route.js";
import { compile } from "../support/snippets.js";

/** How each written file is mounted, as `khipu init` says. */
const MOUNTS: readonly (readonly [Framework, string])[] = [
  [
    "express",
    `import express from "express";
     import { khipuWebhook } from "./written.js";
     express().post("/webhooks/khipu", khipuWebhook);`,
  ],
  [
    "fastify",
    `import Fastify from "fastify";
     import { khipuWebhook } from "./written.js";
     Fastify().register(khipuWebhook);`,
  ],
  [
    "koa",
    `import Koa from "koa";
     import { khipuWebhook } from "./written.js";
     new Koa().use(khipuWebhook);`,
  ],
  [
    "hono",
    `import { Hono } from "hono";
     import { khipuWebhook } from "./written.js";
     new Hono().post("/webhooks/khipu", (c) => khipuWebhook(c.req.raw));`,
  ],
  [
    "nest",
    `import { Module } from "@nestjs/common";
     import { NestFactory } from "@nestjs/core";
     import { KhipuWebhookController } from "./written.js";
     @Module({ controllers: [KhipuWebhookController] })
     class AppModule {}
     await NestFactory.create(AppModule, { rawBody: true });`,
  ],
];

describe("what khipu init writes", () => {
  test.each(MOUNTS)("fits into %s as it is mounted there", (framework, code) => {
    const files = { isTypeScript: true, isModule: true, hasSrc: false };
    const project = { root: "/", framework, ...files, hasSdk: true };
    const beside = { "written.ts": routeOf(project, "en").code };

    expect(compile([{ at: framework, language: "ts", code }], "test/frameworks", beside)).toEqual(
      [],
    );
  });
});

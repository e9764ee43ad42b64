import type {
  ALBHandler,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  LambdaFunctionURLHandler,
} from "aws-lambda";
import type { FastifyPluginCallback } from "fastify";
import type { RequestHandler as ExpressHandler } from "express";
import type { RequestHandler as Express4Handler } from "express4";
import type { NextApiHandler } from "./next/node_modules/next/dist/shared/lib/utils.js";
import { fastifyPlugin, lambdaHandler, nodeHandler } from "../../src/webhooks/index.js";
import { shop } from "../webhooks/handlers/setup.js";

const { options } = shop();

/** Each framework takes what is made for it, by its own types. */
export const taken = {
  express: nodeHandler(options) satisfies ExpressHandler,
  express4: nodeHandler(options) satisfies Express4Handler,
  next: nodeHandler(options) satisfies NextApiHandler,
  fastify: fastifyPlugin("/khipu", options) satisfies FastifyPluginCallback,
  v1: lambdaHandler(options) satisfies APIGatewayProxyHandler,
  v2: lambdaHandler(options) satisfies APIGatewayProxyHandlerV2,
  url: lambdaHandler(options) satisfies LambdaFunctionURLHandler,
  loadBalancer: lambdaHandler(options) satisfies ALBHandler,
};

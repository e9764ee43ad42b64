import type { LambdaEvent } from "../../../src/webhooks/index.js";
import type { Posted } from "./setup.js";

/** As much as AWS documents of each kind of event, for one posted body. */
export const EVENTS: Readonly<Record<string, (posted: Posted) => LambdaEvent>> = {
  "API Gateway v1": ({ body, headers }) => ({
    resource: "/khipu",
    path: "/khipu",
    httpMethod: "POST",
    headers: capitalised(headers),
    multiValueHeaders: lists(capitalised(headers)),
    queryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: { httpMethod: "POST", stage: "prod", requestId: "c6af9ac6" },
    body,
    isBase64Encoded: false,
  }),
  "API Gateway v2": ({ body, headers }) => ({
    version: "2.0",
    routeKey: "POST /khipu",
    rawPath: "/khipu",
    rawQueryString: "",
    headers,
    requestContext: { http: { method: "POST", path: "/khipu", protocol: "HTTP/1.1" } },
    body,
    isBase64Encoded: false,
  }),
  "a function URL, in base64": ({ body, headers }) => ({
    version: "2.0",
    routeKey: "$default",
    rawPath: "/",
    headers,
    requestContext: { domainName: "example.com", http: { method: "POST", path: "/" } },
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  }),
  "a load balancer with lists of headers": ({ body, headers }) => ({
    requestContext: { elb: { targetGroupArn: "arn:aws:elasticloadbalancing:example" } },
    httpMethod: "POST",
    path: "/khipu",
    multiValueHeaders: lists(headers),
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  }),
};

function capitalised(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function lists(headers: Readonly<Record<string, string>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

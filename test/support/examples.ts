import { sourcesIn } from "../../scripts/inspect/source-files.js";
import type { Fence } from "./fences.js";

const OURS = {
  "khipu-sdk": ["Khipu", "paymentState", "predictionResult"],
  "khipu-sdk/browser": ["openPayment", "watchOrder"],
  "khipu-sdk/openpay": ["Openpay"],
  "khipu-sdk/opentelemetry": ["khipuTelemetry"],
  "khipu-sdk/stores/conformance": ["testStoreConformance"],
  "khipu-sdk/stores/memory": ["memoryStore"],
  "khipu-sdk/stores/redis": ["redisStore"],
  "khipu-sdk/webhooks": [
    ...["fastifyPlugin", "lambdaHandler", "nodeHandler", "nodeStatusHandler", "statusHandler"],
    ...["parseSubscriptionCallback", "webhookHandler"],
  ],
  "khipu-simulator": ["startSimulator"],
};

/** What an example takes for granted: names of ours that it would import, and its reader's own things. */
export const GIVEN = `
  ${Object.entries(OURS)
    .flatMap(([entry, names]) =>
      names.map((name) => `declare const ${name}: typeof import("${entry}").${name};`),
    )
    .join("\n")}
  declare const khipu: import("khipu-sdk").Khipu;
  declare const khipuV2: import("khipu-sdk/v2").KhipuV2;
  declare const openpay: import("khipu-sdk/openpay").Openpay;
  declare const options: import("khipu-sdk/webhooks").NotificationHandlerOptions;
  declare const params: import("khipu-sdk").PredictAllParams;
  declare const account: import("khipu-sdk").CreateReceiverParams;
  declare const card: import("khipu-sdk/openpay").CardChargeParams;
  declare const apiKey: string, paymentId: string, body: string, token: string, authorization: string;
  declare function findOrder(id?: string): import("khipu-sdk").ExpectedPayment | undefined;
  declare function deliver(id?: string): Promise<void>;
  declare function showTryAgain(message?: string): void;
  declare function myStore(): import("khipu-sdk/stores/memory").SettlementStore;
  declare function sessionOf(request: Request): Promise<string>;
  declare function findOrderOf(session: string, url: string): Promise<{ state: import("khipu-sdk").PaymentState } | undefined>;
  declare const diagnostics_channel: typeof import("node:diagnostics_channel");
  declare const log: { info(event: unknown): void };
  declare const upstash: { eval(script: string, keys: string[], args: string[]): Promise<unknown> };
  type NodeRequest = import("node:http").IncomingMessage;
  declare namespace express {
    interface Request extends NodeRequest {
      readonly params: { readonly id: string };
      readonly session: { readonly userId: string };
    }
  }
  declare const express: { json(): unknown };
  declare const app: {
    register(plugin: unknown): void;
    use(middleware: unknown): void;
    post(path: string, handler: unknown): void;
    get(path: string, handler: import("khipu-sdk/webhooks").NodeStatusHandler<express.Request>): void;
  };
  declare const orders: { statusFor(user: string, id: string): Promise<{ state: import("khipu-sdk").PaymentState } | undefined> };
`;

/** Every `@example` of the sources' comments, as a snippet. What is in no fence is code, too. */
export function examplesInComments(): Fence[] {
  return sourcesIn("src").flatMap(({ path, text }) =>
    Array.from(text.matchAll(/^ *\/\*\*\n[\s\S]*?\*\/$/gm)).flatMap(({ 0: comment, index }) => {
      const lines = comment.replaceAll(/^ *\* ?/gm, "").replace(/\/\*\*|\/$/g, "");
      const [, example] = /^@example\n([\s\S]*?)(?=^@\w|$(?![\s\S]))/m.exec(lines) ?? [];
      if (example === undefined) return [];
      const code = /^```ts\n([\s\S]*?)\n```/m.exec(example)?.[1] ?? example;
      const line = text.slice(0, index).split("\n").length;
      return [{ at: `${path}:${line}`, language: "ts", code }];
    }),
  );
}

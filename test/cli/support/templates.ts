import { transformSync } from "esbuild";
import type { Project } from "../../../src/cli/init/project.js";
import * as memory from "../../../src/stores/memory.js";
import * as webhooks from "../../../src/webhooks/index.js";

/** What a written file gets to see, besides what it imports. */
export interface World {
  readonly secret: string;
  /** Where a filled in `onPaid` writes down what it is given. */
  readonly paid: string[];
}

/** A project as `findProject` would find it. */
export function project(changes: Partial<Project>): Project {
  return {
    ...{ root: "/nowhere", framework: "node", isTypeScript: true, isModule: true, hasSrc: false },
    hasSdk: true,
    ...changes,
  };
}

/** The file as somebody has filled it in. */
export function filledIn(code: string): string {
  const order =
    '{ receiver_id: 990939, transaction_id: "order-1042", amount: 5900, currency: "CLP" }';
  const statements = [`return ${order};`, "paid.push(payment.payment_id);"];
  return code.replaceAll(/throw new Error\([\s\S]*?\n {4}\);/g, () => statements.shift() ?? "");
}

const nothing = () => () => undefined;
const MODULES: Readonly<Record<string, object>> = {
  "khipu-sdk/stores/memory": memory,
  "khipu-sdk/webhooks": webhooks,
  "npm:khipu-sdk/stores/memory": memory,
  "npm:khipu-sdk/webhooks": webhooks,
  "@nestjs/common": { Controller: nothing, Post: nothing, Req: nothing, Res: nothing },
};

/** Runs a file with this package's sources in place of the package, and gives what it exports. */
export function load(code: string, { secret, paid }: World): Record<string, unknown> {
  const { code: script } = transformSync(code, {
    ...{ loader: "ts", format: "cjs", target: "es2022" },
    // NestJS has decorators.
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true } },
  });
  const module = { exports: {} as Record<string, unknown> };
  const find = (name: string) => {
    const found = MODULES[name];
    if (found === undefined) throw new Error(`it imports ${name}`);
    return found;
  };
  const env = { KHIPU_WEBHOOK_SECRET: secret };
  const names = ["require", "module", "exports", "process", "Deno", "console", "paid"];
  const values = [
    ...[
      find,
      module,
      module.exports,
      { env },
      { env: { get: (name: keyof typeof env) => env[name] } },
    ],
    ...[{ error: () => undefined }, paid],
  ];
  // The file is the product under test; nothing else runs one.
  const run = Reflect.construct(Function, [...names, script]) as (...given: unknown[]) => void;
  run(...values);
  return module.exports;
}

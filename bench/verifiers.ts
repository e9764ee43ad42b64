import { loadFrom } from "./load.js";
import type { Case } from "./verify.js";

const SECRET = "d2hzZWMtZm9yLXRoZS1iZW5jaC1vbmx5LTEyMzQ1Ng==";

/** What each peer verifies, of their modules. */
interface Modules {
  readonly stripe: {
    readonly default: {
      readonly webhooks: {
        constructEvent(body: string, header: string, secret: string): unknown;
        generateTestHeaderString(options: { payload: string; secret: string }): string;
      };
    };
  };
  readonly standard: {
    readonly Webhook: new (secret: string) => {
      sign(id: string, date: Date, body: string): string;
      verify(body: string, headers: Record<string, string>): unknown;
    };
  };
  readonly octokit: {
    readonly Webhooks: new (options: { secret: string }) => {
      sign(body: string): Promise<string>;
      verify(body: string, signature: string): Promise<boolean>;
    };
  };
}

/** The peers' ways to verify a message of theirs with this body. Those that do not parse it are given the call that does. */
export async function verifiersOf(folder: string, body: string): Promise<Case[]> {
  return [
    await stripe(folder, body),
    await standard(folder, body, "standardwebhooks", "webhook"),
    await standard(folder, body, "svix", "svix"),
    await octokit(folder, body),
  ];
}

async function stripe(folder: string, body: string): Promise<Case> {
  const { default: Stripe } = (await loadFrom(folder, "stripe")) as Modules["stripe"];
  const header = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: SECRET });
  const run = () => Stripe.webhooks.constructEvent(body, header, SECRET);
  return { name: "stripe", run, isAsync: false };
}

async function standard(folder: string, body: string, name: string, prefix: string): Promise<Case> {
  const { Webhook } = (await loadFrom(folder, name)) as Modules["standard"];
  const webhook = new Webhook(SECRET);
  const now = new Date();
  const headers = {
    [`${prefix}-id`]: "msg_1",
    [`${prefix}-timestamp`]: String(Math.floor(now.getTime() / 1000)),
    [`${prefix}-signature`]: webhook.sign("msg_1", now, body),
  };
  return { name, run: () => webhook.verify(body, headers), isAsync: false };
}

async function octokit(folder: string, body: string): Promise<Case> {
  const { Webhooks } = (await loadFrom(folder, "@octokit/webhooks")) as Modules["octokit"];
  const webhooks = new Webhooks({ secret: SECRET });
  const signature = await webhooks.sign(body);
  const run = async () => {
    if (!(await webhooks.verify(body, signature))) throw new Error("mismatch");
    return JSON.parse(body) as unknown;
  };
  return { name: "@octokit/webhooks", run, isAsync: true };
}

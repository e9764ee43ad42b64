import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { migratePostgres } from "../../src/stores/postgres.js";
import { Guide } from "../support/guide.js";
import { NOTIFICATION, request, signed } from "../webhooks/handlers/setup.js";
import { SECRET } from "../webhooks/vectors.js";
import {
  type Enqueue,
  type Job,
  newBoss,
  pgBossQueue,
  type Queue,
  queues,
  type WebhookFile,
} from "./support/after-payment.js";
import { newPool } from "./support/postgres-shop.js";
import { after, before, describe, test } from "./support/runner.js";

const pool = newPool();
const guide = new Guide("docs/after-payment.md");
let webhookFile: WebhookFile;

before(async () => {
  // The guide reads its own account from the environment.
  process.env["KHIPU_RECEIVER_ID"] = String(NOTIFICATION.receiver_id);
  webhookFile = (await guide.load("webhook.ts")) as WebhookFile;
  await migratePostgres(pool);
  await pool.query(`CREATE TABLE IF NOT EXISTS orders
    (id text PRIMARY KEY, amount numeric NOT NULL, currency text NOT NULL, paid_at timestamptz)`);
});

after(async () => {
  guide.remove();
  await pool.end();
});

for (const [name, open] of Object.entries(queues)) {
  describe(`what comes after the payment, through ${name}`, () => {
    let queue: Queue;
    before(async () => (queue = await open(guide, pool)));
    after(() => queue.close());

    test("is one job of each kind, for five notifications at once and one later", async () => {
      const order = await newOrder();

      const answers = await Promise.all(Array.from({ length: 5 }, () => notify(order, queue)));
      const later = await notify(order, queue);

      // Those who come while another settles are told to come again.
      for (const status of answers) assert.ok([200, 503].includes(status), String(status));
      assert.equal(later, 200);
      assert.equal(await isPaid(order), true);
      assert.deepEqual(jobsOf(order, await queue.work()), jobsFor(order));
    });

    test("is no job when onPaid fails after both, and one of each when it is told again", async () => {
      const order = await newOrder();
      const enqueue: Enqueue = async (tx, job) => {
        await queue.enqueue(tx, job);
        if (job.name === "boleta") throw new Error("after both");
      };

      assert.equal(await notify(order, { enqueue }), 500);
      assert.equal(await isPaid(order), false);
      assert.deepEqual(jobsOf(order, await queue.work()), []);

      assert.equal(await notify(order, queue), 200);
      assert.deepEqual(jobsOf(order, await queue.work()), jobsFor(order));
    });
  });
}

describe("pg-boss without the queue", () => {
  const boss = newBoss();
  before(async () => {
    await boss.start();
  });
  after(() => boss.stop({ graceful: false }));

  test("settles nothing", async () => {
    const order = await newOrder();
    const known = await pgBossQueue(guide, boss);
    const enqueue: Enqueue = (tx, job) => known(tx, { ...job, name: `${job.name}-${order}` });

    assert.equal(await notify(order, { enqueue }), 500);
    assert.equal(await isPaid(order), false);
  });
});

async function newOrder(): Promise<string> {
  const order = randomUUID();
  await pool.query("INSERT INTO orders (id, amount, currency) VALUES ($1, 5900, 'CLP')", [order]);
  return order;
}

async function isPaid(order: string): Promise<boolean> {
  const sql = "SELECT paid_at FROM orders WHERE id = $1";
  const { rows } = await pool.query<{ paid_at: Date | null }>(sql, [order]);
  return rows.some(({ paid_at }) => paid_at !== null);
}

/** Notifies the guide's webhook of an order that is paid; resolves to the status that Khipu is answered. */
async function notify(order: string, { enqueue }: Pick<Queue, "enqueue">): Promise<number> {
  const webhook = webhookFile.khipuWebhook(pool, SECRET, enqueue);
  const posted = await signed({ payment_id: `paid-${order}`, transaction_id: order });
  return (await webhook(request(posted))).status;
}

function jobsFor(order: string): Job[] {
  return ["boleta", "receipt"].map((name) => ({ name, key: `payment:paid-${order}`, order }));
}

function jobsOf(order: string, jobs: readonly Job[]): Job[] {
  return jobs.filter((job) => job.order === order).sort((a, b) => a.name.localeCompare(b.name));
}

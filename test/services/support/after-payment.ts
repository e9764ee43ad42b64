import { Logger, runMigrations, runOnce } from "graphile-worker";
import type pg from "pg";
import PgBoss from "pg-boss";
import type { PgQueryable } from "../../../src/stores/postgres.js";
import type { Guide } from "../../support/guide.js";
import { address } from "./shops.js";

/** A job of `docs/after-payment.md`. */
export interface Job {
  readonly name: string;
  readonly key: string;
  readonly order: string;
}

export type Enqueue = (tx: PgQueryable, job: Job) => Promise<unknown>;

/** What `webhook.ts` of the guide exports. */
export interface WebhookFile {
  khipuWebhook(
    pool: pg.Pool,
    secret: string,
    enqueue: Enqueue,
  ): (request: Request) => Promise<Response>;
}

/** What `outbox.ts` of the guide exports. */
export interface OutboxFile {
  readonly outboxMigration: string;
  readonly toOutbox: Enqueue;
  drainOutbox(
    pool: PgQueryable,
    send: (job: Job) => Promise<unknown>,
    onError: (error: unknown, job: Job) => unknown,
  ): Promise<void>;
}

/** A queue of the guide on the engine that it is for. */
export interface Queue {
  readonly enqueue: Enqueue;
  /** Does every job that is there, and tells which it was handed. */
  work(): Promise<Job[]>;
  close(): Promise<void>;
}

type Open = (guide: Guide, pool: pg.Pool) => Promise<Queue>;

const NAMES = ["boleta", "receipt"];

export const queues: Readonly<Record<string, Open>> = {
  "pg-boss": openPgBoss,
  "Graphile Worker": openGraphileWorker,
  "the outbox": openOutbox,
};

/** A pg-boss without its housekeeping, which no test waits for. */
export function newBoss(): PgBoss {
  const connectionString = address("KHIPU_TEST_POSTGRES_URL");
  return new PgBoss({ connectionString, supervise: false, schedule: false });
}

export async function pgBossQueue(guide: Guide, boss: PgBoss): Promise<Enqueue> {
  const file = (await guide.load("pg-boss.ts")) as { pgBossQueue(boss: PgBoss): Enqueue };
  return file.pgBossQueue(boss);
}

async function openPgBoss(guide: Guide): Promise<Queue> {
  const boss = await newBoss().start();
  for (const name of NAMES) await boss.createQueue(name);
  const take = async (name: string): Promise<Job[]> => {
    const jobs = await boss.fetch<Job>(name, { batchSize: 1000 });
    const ids = jobs.map(({ id }) => id);
    if (ids.length > 0) await boss.complete(name, ids);
    return jobs.map(({ data }) => data);
  };
  return {
    enqueue: await pgBossQueue(guide, boss),
    work: async () => (await Promise.all(NAMES.map(take))).flat(),
    close: () => boss.stop({ graceful: false }),
  };
}

async function openGraphileWorker(guide: Guide, pool: pg.Pool): Promise<Queue> {
  const { graphileQueue } = (await guide.load("graphile-worker.ts")) as { graphileQueue: Enqueue };
  const silent = new Logger(() => () => undefined);
  await runMigrations({ pgPool: pool, logger: silent });
  return {
    enqueue: graphileQueue,
    async work() {
      const done: Job[] = [];
      // What a job holds is any JSON to Graphile Worker; here it is what the guide has put there.
      const task = (payload: unknown): void => void done.push(payload as Job);
      const taskList = Object.fromEntries(NAMES.map((name) => [name, task]));
      await runOnce({ pgPool: pool, taskList, noHandleSignals: true, logger: silent });
      return done;
    },
    close: () => Promise.resolve(),
  };
}

async function openOutbox(guide: Guide, pool: pg.Pool): Promise<Queue> {
  const { outboxMigration, toOutbox, drainOutbox } = await outboxFile(guide);
  await pool.query(outboxMigration);
  return {
    enqueue: toOutbox,
    async work() {
      const done: Job[] = [];
      await drainOutbox(pool, (job) => Promise.resolve(done.push(job)), failed);
      return done;
    },
    close: () => Promise.resolve(),
  };
}

export async function outboxFile(guide: Guide): Promise<OutboxFile> {
  return (await guide.load("outbox.ts")) as OutboxFile;
}

/** For what must not fail. */
export function failed(error: unknown): never {
  throw error;
}

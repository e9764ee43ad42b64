import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Guide } from "../support/guide.js";
import { failed, type Job, type OutboxFile, outboxFile } from "./support/after-payment.js";
import { newPool } from "./support/postgres-shop.js";
import { after, before, beforeEach, describe, test } from "./support/runner.js";

describe("outbox.ts of docs/after-payment.md", () => {
  // Tables of its own, so that what is due is what a test has put there.
  const schema = `outbox_${process.pid}`;
  // And no wait for what another test holds: that is a failure.
  const pool = newPool({ options: `-c search_path=${schema} -c lock_timeout=2s` });
  const guide = new Guide("docs/after-payment.md");
  let outbox: OutboxFile;

  before(async () => {
    outbox = await outboxFile(guide);
    await pool.query(`CREATE SCHEMA ${schema}`);
    await pool.query(outbox.outboxMigration);
  });
  beforeEach(() => pool.query("DELETE FROM outbox"));
  after(async () => {
    guide.remove();
    await pool.query(`DROP SCHEMA ${schema} CASCADE`);
    await pool.end();
  });

  test("is made any number of times", async () => {
    await pool.query(outbox.outboxMigration);
  });

  test("hands over what was put there, and is empty then", async () => {
    const jobs = await put(2);

    assert.deepEqual(await drained(), jobs);
    assert.deepEqual(await drained(), []);
  });

  test("keeps a job that failed for later, and sends the others", async () => {
    const [bad, good] = await put(2);
    const errors: unknown[] = [];
    const sent: (Job | undefined)[] = [];

    await outbox.drainOutbox(
      pool,
      async (job) => {
        if (job.key === bad?.key) throw new Error("no answer");
        sent.push(job);
        return Promise.resolve();
      },
      (error, job) => errors.push([String(error), job]),
    );

    assert.deepEqual(sent, [good]);
    assert.deepEqual(errors, [["Error: no answer", bad]]);
    assert.deepEqual(await minutesUntilDue(), [1]);
    assert.deepEqual(await drained(), []);
  });

  test("puts a job off for longer each time, up to 64 minutes, and never gives it up", async () => {
    await put(1);
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      await outbox.drainOutbox(pool, () => Promise.reject(new Error("down")), ignored);
      waits.push(...(await minutesUntilDue()));
      await pool.query("UPDATE outbox SET due_at = now()");
    }

    assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 64, 64]);
  });

  test("sends each job once when several processes drain it at the same time", async () => {
    const jobs = await put(40);

    const shares = await Promise.all(Array.from({ length: 4 }, () => drained()));

    const byKey = (a: Job, b: Job): number => a.key.localeCompare(b.key);
    assert.deepEqual(shares.flat().sort(byKey), jobs.sort(byKey));
  });

  test("passes over a job that another process is taking at this moment", async () => {
    const jobs = await put(2);
    const other = await pool.connect();
    await other.query("BEGIN");
    const taken: Job[] = [];
    const others: Job[] = [];

    try {
      // What this one takes stays locked until it is given back.
      await outbox.drainOutbox(
        other,
        async (job) => {
          taken.push(job);
          others.push(...(await drained()));
        },
        failed,
      );
    } finally {
      // Closed, so that nothing waits for it if the test fails.
      other.release(true);
    }

    assert.deepEqual([taken, others], [jobs.slice(0, 1), jobs.slice(1)]);
  });

  test("sends a job again, under its key, when a process dies after sending it", async () => {
    const [job] = await put(1);
    const sent: Job[] = [];
    const dying = {
      query(text: string, values?: unknown[]) {
        if (text.startsWith("delete")) throw new Error("the process has died");
        return pool.query(text, values);
      },
    };

    await outbox.drainOutbox(dying, (job) => Promise.resolve(sent.push(job)), ignored);
    await pool.query("UPDATE outbox SET due_at = now()");
    sent.push(...(await drained()));

    assert.deepEqual(sent, [job, job]);
    assert.deepEqual(await minutesUntilDue(), []);
  });

  async function put(count: number): Promise<Job[]> {
    const jobs = Array.from({ length: count }, () => newJob());
    for (const job of jobs) await outbox.toOutbox(pool, job);
    return jobs;
  }

  async function drained(): Promise<Job[]> {
    const sent: Job[] = [];
    await outbox.drainOutbox(pool, (job) => Promise.resolve(sent.push(job)), failed);
    return sent;
  }

  async function minutesUntilDue(): Promise<number[]> {
    const sql = "SELECT round(extract(epoch FROM due_at - now()) / 60)::int AS minutes FROM outbox";
    const { rows } = await pool.query<{ minutes: number }>(sql);
    return rows.map(({ minutes }) => minutes);
  }
});

function newJob(): Job {
  return { name: "receipt", key: `payment:${randomUUID()}`, order: randomUUID() };
}

/** For what a test lets fail. */
function ignored(): void {
  return;
}

import { checkKey, checkLeaseMs, checkRetentionMs, unreadable } from "./checks.js";
import { evaluator, type RedisClient, type RedisEvaluate } from "./redis-client.js";
import { lockByClaim } from "./lock.js";
import type {
  ClaimOptions,
  ClaimResult,
  HeldClaim,
  HeldLock,
  KeyStatus,
  LockingStore,
} from "./types.js";

export type { IoRedisClient, NodeRedisClient, RedisClient, RedisEvaluate } from "./redis-client.js";
export type * from "./types.js";

const QUARTER_MS = 90 * 24 * 60 * 60 * 1000;

// One Redis key holds either `c:<token>`, a claim, which Redis drops when the lease ends,
// or `d:<Unix ms>:<token>`, the mark "done", which Redis drops after the retention.
// Clients send a command again when its answer was lost: each script answers its own repetition as the first time.
const CLAIM = `
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then
  return string.match(held, '^(d):%d+:') or string.match(held, '^(c):') or 'foreign'
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 'claimed'`;

// Without any holder the mark is still made: the lease has run out but nobody followed, and the work is done.
const COMPLETE = `
local held = redis.call('GET', KEYS[1])
if not held or held == 'c:' .. ARGV[1] then
  redis.call('SET', KEYS[1], 'd:' .. ARGV[2] .. ':' .. ARGV[1])
  if ARGV[3] ~= 'Infinity' then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
  return 1
end
if string.match(held, '^d:%d+:(.*)$') == ARGV[1] then return 1 end
return 0`;

const RELEASE = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0`;

const EXTEND = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 0`;

const LOOK_UP = `return redis.call('GET', KEYS[1])`;

/** How a Redis store names and keeps things. */
export interface RedisStoreOptions {
  /**
   * What every key begins with in Redis.
   *
   * @defaultValue `khipu:`
   */
  readonly prefix?: string | undefined;
  /**
   * How long a done key is remembered, in milliseconds; three days and five minutes (259,500,000) or more. Redis
   * forgets it by itself; `Infinity` for never.
   *
   * @defaultValue 90 days
   */
  readonly retentionMs?: number | undefined;
}

/**
 * Remembers in Redis what is settled: any number of processes, at least once, with a lease.
 *
 * At least once, because Redis and the shop's database cannot commit together. The work is repeated when a
 * process dies after its last write and before the mark, when it is slower than its lease, and when Redis forgets:
 * a restart without persistence, a failover to a replica that had not heard yet, or eviction. Run it with
 * `appendonly yes` and `maxmemory-policy noeviction`, make `onPaid` repeatable, and where exactly once matters
 * use the store of the database that the orders are in.
 *
 * @param client - an `ioredis` client or cluster, a `redis` (node-redis 4 or later) client or cluster, connected;
 * for any other a function that evaluates a script.
 * @throws RangeError when `retentionMs` is under three days and five minutes, or no number.
 * @throws TypeError when the client is none of these.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): LockingStore {
  return new RedisStore(evaluator(client), options);
}

class RedisStore implements LockingStore {
  readonly #evaluate: RedisEvaluate;
  readonly #prefix: string;
  readonly retentionMs: number;

  constructor(
    evaluate: RedisEvaluate,
    { prefix = "khipu:", retentionMs = QUARTER_MS }: RedisStoreOptions,
  ) {
    this.#evaluate = evaluate;
    this.#prefix = prefix;
    this.retentionMs = checkRetentionMs(retentionMs);
  }

  async claim(key: string, options: ClaimOptions): Promise<ClaimResult> {
    const leaseMs = checkLeaseMs(options.leaseMs);
    const token = crypto.randomUUID();
    const answer = await this.#run(CLAIM, key, `c:${token}`, leaseMs);
    switch (textOf(answer)) {
      case "claimed":
        return { status: "claimed", claim: { key, token, tx: undefined } };
      case "d":
        return { status: "done" };
      case "c":
        return { status: "busy" };
      default:
        throw unreadable(answer, "EVAL for a claim", this.#remedy);
    }
  }

  async complete({ key, token }: HeldClaim): Promise<boolean> {
    const answer = await this.#run(COMPLETE, key, token, Date.now(), this.retentionMs);
    switch (textOf(answer)) {
      case "1":
        return true;
      case "0":
        return false;
      default:
        throw unreadable(answer, "EVAL for a completion", this.#remedy);
    }
  }

  async release({ key, token }: HeldClaim): Promise<void> {
    await this.#run(RELEASE, key, `c:${token}`);
  }

  async lookUp(key: string): Promise<KeyStatus> {
    const answer = await this.#run(LOOK_UP, key);
    if (answer === null) return { status: "free" };
    const held = textOf(answer) ?? "";
    if (held.startsWith("c:")) return { status: "busy" };
    const [, doneAtMs] = /^d:(\d+):/.exec(held) ?? [];
    if (doneAtMs === undefined) throw unreadable(answer, "EVAL for a key", this.#remedy);
    return { status: "done", doneAtMs: Number(doneAtMs) };
  }

  lock(name: string, options: ClaimOptions): Promise<HeldLock | undefined> {
    return lockByClaim(this, name, options, async ({ key, token }) => {
      const answer = await this.#run(EXTEND, key, `c:${token}`, options.leaseMs);
      return textOf(answer) === "1";
    });
  }

  get #remedy(): string {
    return (
      `look for a client that changes or queues answers, and for others that write keys of ` +
      `"${this.#prefix}"`
    );
  }

  async #run(script: string, key: string, ...args: (string | number)[]): Promise<unknown> {
    const name = this.#prefix + checkKey(key);
    return this.#evaluate(script, [name], args.map(String));
  }
}

/** Answers come as text, number or bytes, by client and settings; nothing for anything else. */
function textOf(answer: unknown): string | undefined {
  if (typeof answer === "string") return answer;
  if (typeof answer === "number" || typeof answer === "bigint") return String(answer);
  return answer instanceof Uint8Array ? new TextDecoder().decode(answer) : undefined;
}

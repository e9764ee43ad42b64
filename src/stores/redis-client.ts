/** What is asked of an `ioredis` client or cluster. */
export interface IoRedisClient {
  /** Tells it from `redis`, whose `eval` takes its arguments otherwise. */
  readonly defineCommand: unknown;
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** What is asked of a `redis` (node-redis 4 or later) client or cluster. */
export interface NodeRedisClient {
  readonly defineCommand?: never;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/**
 * For any other client: sends `EVAL` with the script, its keys and its arguments, and resolves to the answer.
 *
 * @example
 * ```ts
 * redisStore((script, keys, args) => upstash.eval(script, keys, args));
 * ```
 */
export type RedisEvaluate = (script: string, keys: string[], args: string[]) => Promise<unknown>;

/** The clients that a Redis store takes. */
export type RedisClient = IoRedisClient | NodeRedisClient | RedisEvaluate;

/** Finds out whose client it is, and makes one shape of them all. */
export function evaluator(client: RedisClient): RedisEvaluate {
  if (typeof client === "function") return client;
  if (typeof client?.eval !== "function") {
    throw new TypeError(
      "redisStore takes an ioredis or redis client, or a function that runs EVAL",
    );
  }
  if (isIoRedis(client)) {
    return (script, keys, args) => client.eval(script, keys.length, ...keys, ...args);
  }
  return (script, keys, args) => client.eval(script, { keys, arguments: args });
}

function isIoRedis(client: IoRedisClient | NodeRedisClient): client is IoRedisClient {
  return typeof client.defineCommand === "function";
}

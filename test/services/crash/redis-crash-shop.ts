import { Redis } from "ioredis";
import { redisStore } from "../../../src/stores/redis.js";
import type { HeldClaim, SettlementStore } from "../../../src/stores/types.js";
import { address } from "../support/shops.js";
import { type CrashShop, through } from "./crash-shops.js";

/** Written beside the delivery in one step: whose it was, whether that claim was live, until when, and the time. */
const DELIVER = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local live = redis.call('GET', KEYS[2]) == 'c:' .. ARGV[1] and 1 or 0
local entry = cjson.encode({ token = ARGV[1], live = live, at = now, till = now + redis.call('PTTL', KEYS[2]) })
return redis.call('RPUSH', KEYS[1], entry)`;

/** Opens a shop on Redis that logs under which claim it delivered. */
export function openRedisCrashShop(): CrashShop {
  const client = new Redis(address("KHIPU_TEST_REDIS_SOCKET"));
  const tokens = new Map<string, string>();
  const store = redisStore(client);
  return {
    // At least once: what a failure leaves behind stays.
    isImpolite: false,
    control: () => undefined,
    lookBeside: () => undefined,
    store: watched(store, ({ key, token }) => tokens.set(key, token)),
    deliver(_tx, order) {
      const token = tokens.get(order) ?? "";
      return client.eval(DELIVER, 2, `deliveries:${order}`, `khipu:${order}`, token);
    },
    log: (order) => client.lrange(`deliveries:${order}`, 0, -1),
  };
}

function watched(
  store: SettlementStore,
  onClaim: (claim: HeldClaim) => void,
): SettlementStore<unknown> {
  return {
    ...through(store),
    async claim(key, options) {
      const result = await store.claim(key, options);
      if (result.status === "claimed") onClaim(result.claim);
      return result;
    },
  };
}

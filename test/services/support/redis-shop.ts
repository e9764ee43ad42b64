import { Redis } from "ioredis";
import { createClient } from "redis";
import { redisStore } from "../../../src/stores/redis.js";
import { address, type Shop } from "./shops.js";

export function openIoRedisShop(): Shop<undefined> {
  const client = new Redis(address("KHIPU_TEST_REDIS_SOCKET"));
  return {
    store: redisStore(client),
    second: () => redisStore(client),
    // What a client answers inside MULTI.
    unreadable: () => redisStore(() => Promise.resolve("QUEUED")),
    deliver: (_tx, order) => client.rpush(`deliveries:${order}`, "delivered"),
    deliveries: (order) => client.llen(`deliveries:${order}`),
    async close() {
      await client.quit();
    },
  };
}

export async function openNodeRedisShop(): Promise<Shop<undefined>> {
  const client = createClient({ socket: { path: address("KHIPU_TEST_REDIS_SOCKET"), tls: false } });
  await client.connect();
  return {
    store: redisStore(client),
    second: () => redisStore(client),
    // What a client answers inside MULTI.
    unreadable: () => redisStore(() => Promise.resolve("QUEUED")),
    deliver: (_tx, order) => client.rPush(`deliveries:${order}`, "delivered"),
    deliveries: (order) => client.lLen(`deliveries:${order}`),
    close: () => client.close(),
  };
}

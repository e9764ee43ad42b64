import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { DynamoDB, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";
import { dynamodbStore } from "../../src/stores/dynamodb.js";
import { settleOnce } from "../../src/stores/settle-once.js";
import { openDynamodbShop } from "./support/batch/dynamodb-shop.js";
import { after, describe, test } from "./support/runner.js";

const shop = await openDynamodbShop();
const { store, probe, document } = shop;
const TABLE = "khipu_settlements";
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

describe("dynamodbStore", () => {
  after(() => shop.close());

  test("takes 99 writes with its mark, and says what the limit is for one more", async () => {
    const [fits, tooMany] = [randomUUID(), randomUUID()];
    const writes = (count: number) => Array.from({ length: count }, () => probe.write(fits));

    assert.equal(await store.commit(fits, writes(99)), "committed");
    await assert.rejects(store.commit(tooMany, writes(100)), {
      name: "RangeError",
      message: /returned 100 writes: .* return 99 at most/,
    });

    assert.equal(await probe.count(fits), 99);
    assert.equal((await store.lookUp(tooMany)).status, "free");
  });

  test("hands on which of the shop's writes was refused, by its place", async () => {
    const key = randomUUID();

    const failing = store.commit(key, [probe.write(key), probe.failing()]);

    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof TransactionCanceledException);
      const codes = error.CancellationReasons?.map(({ Code }) => Code);
      assert.deepEqual(codes, ["None", "ConditionalCheckFailed", "None"]);
      return true;
    });
  });

  test("is busy while something else writes the same items, and settles afterwards", async () => {
    const key = randomUUID();
    const front = await startFront((items) => items.map(() => "TransactionConflict"));
    const settle = (over: typeof store) => settleOnce(over, key, () => [probe.write(key)]);

    assert.deepEqual(await settle(front.store), { outcome: "busy" });
    assert.equal(await probe.count(key), 0);
    assert.equal((await settle(store)).outcome, "settled");
    assert.deepEqual(await settle(front.store), { outcome: "already" });
    front.stop();
  });

  test("takes a conflict beside a refused write for the failure that it is", async () => {
    const front = await startFront(() => ["ConditionalCheckFailed", "TransactionConflict"]);

    const failing = front.store.commit(randomUUID(), [probe.write("none")]);

    await assert.rejects(failing, TransactionCanceledException);
    front.stop();
  });

  test("reads strongly, and marks on the condition that there is no mark", async () => {
    const key = randomUUID();
    const front = await startFront(() => undefined);

    await settleOnce(front.store, key, () => [probe.write(key)]);

    const [reading, writing] = front.asked;
    assert.deepEqual(reading, { TableName: TABLE, Key: { key: { S: key } }, ConsistentRead: true });
    const { TransactItems: items = [], ClientRequestToken: token } = writing ?? {};
    const { Put } = items.at(-1) as { Put: { Item: { key: object; token: object } } };
    const { Item: item, ...condition } = Put;
    assert.deepEqual([item.key, item.token], [{ S: key }, { S: token }]);
    assert.deepEqual(condition, {
      TableName: TABLE,
      ConditionExpression: "attribute_not_exists(#key)",
      ExpressionAttributeNames: { "#key": "key" },
    });
    front.stop();
  });

  test("keeps a mark for as long as it is told, in seconds that Time to Live reads", async () => {
    const key = randomUUID();
    const forAWeek = dynamodbStore(document, { retentionMs: WEEK_MS });

    await settleOnce(forAWeek, key, () => []);

    const { Item } = await document.get({ TableName: TABLE, Key: { key } });
    const expected = Math.ceil((Date.parse(Item?.["done_at"] as string) + WEEK_MS) / 1000);
    assert.equal(Item?.["expires_at"], expected);
    assert.throws(() => dynamodbStore(document, { retentionMs: 1000 }), RangeError);
  });

  test("takes an item that is not its own for nothing that it knows", async () => {
    for (const rest of [{}, { token: "x" }, { token: "x", done_at: 1 }, { done_at: "2026" }]) {
      const key = randomUUID();
      await document.put({ TableName: TABLE, Item: { key, ...rest } });

      await assert.rejects(store.lookUp(key), /cannot be read/);
      await assert.rejects(store.commit(key, []), TransactionCanceledException);
    }
  });
});

interface Asked {
  TransactItems?: object[];
  ClientRequestToken?: string;
}

/** Stands before the emulator, and answers a transaction with these reasons, if any, as DynamoDB would. */
async function startFront(reasons: (items: readonly object[]) => string[] | undefined) {
  const asked: Asked[] = [];
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: string }> => {
    const sent = await text(request);
    const body = JSON.parse(sent) as Asked;
    asked.push(body);
    const codes = body.TransactItems && reasons(body.TransactItems);
    if (codes) return { status: 400, body: JSON.stringify(cancelled(codes)) };
    const { host: _, ...headers } = request.headers;
    const init = { method: "POST", headers: headers as Record<string, string>, body: sent };
    const response = await fetch(shop.url, init);
    return { status: response.status, body: await response.text() };
  };
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => response.writeHead(status).end(body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDB({
    endpoint: `http://127.0.0.1:${port}`,
    region: "sa-east-1",
    credentials: { accessKeyId: "none", secretAccessKey: "none" },
  });
  const stop = () => {
    client.destroy();
    server.close();
  };
  return { store: dynamodbStore(DynamoDBDocument.from(client)), asked, stop };
}

function cancelled(codes: readonly string[]): object {
  return {
    __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join()}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  };
}

import { randomUUID } from "node:crypto";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { dynamodbStore, dynamodbTable } from "../../../../src/stores/dynamodb.js";
import type { BatchShop } from "./batch-shop.js";
import { startDynamodb } from "./dynamodb-server.js";

type Write = NonNullable<TransactWriteCommandInput["TransactItems"]>[number];

const DELIVERIES = "deliveries";

/** A shop on DynamoDB. */
export async function openDynamodbShop() {
  const { url, stop } = await startDynamodb();
  const credentials = { accessKeyId: "none", secretAccessKey: "none" };
  const client = new DynamoDB({ endpoint: url, region: "sa-east-1", credentials });
  await client.createTable(dynamodbTable());
  await client.createTable(dynamodbTable({ table: DELIVERIES }));
  const document = DynamoDBDocument.from(client);
  const shop: BatchShop<Write> = {
    store: dynamodbStore(document),
    probe: {
      write: (value) => ({ Put: { TableName: DELIVERIES, Item: { key: randomUUID(), value } } }),
      failing: () => ({
        ConditionCheck: {
          TableName: DELIVERIES,
          Key: { key: randomUUID() },
          ConditionExpression: "attribute_exists(#value)",
          ExpressionAttributeNames: { "#value": "value" },
        },
      }),
      async count(value) {
        const { Count = 0 } = await document.scan({
          TableName: DELIVERIES,
          ConsistentRead: true,
          FilterExpression: "#value = :value",
          ExpressionAttributeNames: { "#value": "value" },
          ExpressionAttributeValues: { ":value": value },
        });
        return Count;
      },
    },
    knowsItsMark: true,
    unreadable: () =>
      dynamodbStore<Write>({
        get: () => Promise.resolve({}),
        transactWrite: () => Promise.resolve({}),
      }),
    losingAnswers: () =>
      dynamodbStore<Write>({
        get: (input) => document.get(input),
        async transactWrite(input) {
          await document.transactWrite(input);
          throw new Error("the answer was lost");
        },
      }),
    async close() {
      client.destroy();
      await stop();
    },
  };
  return { ...shop, document, url };
}

import { batchStore, type KnownKey, type NewMark } from "./batch-store.js";
import { checkClient, checkRetentionMs, columnOf, unreadable } from "./checks.js";
import type { BatchStore } from "./types.js";

export type * from "./types.js";

/** What is asked of a `DynamoDBDocument` of `@aws-sdk/lib-dynamodb`. */
export interface DynamodbClient<Write> {
  get(input: DynamodbRead): Promise<unknown>;
  transactWrite(input: DynamodbTransaction<Write>): Promise<unknown>;
}

/** How a key is read. */
export interface DynamodbRead {
  TableName: string;
  Key: { key: string };
  ConsistentRead: true;
}

/** The shop's writes and, last, the mark. */
export interface DynamodbTransaction<Write> {
  TransactItems: (Write | DynamodbMark)[];
  /** By this the SDK may send it again after a lost answer, and it is done once. */
  ClientRequestToken: string;
}

/** The mark "settled", which can be made once for each key. */
export interface DynamodbMark {
  Put: {
    TableName: string;
    Item: { key: string; token: string; done_at: string; expires_at?: number };
    ConditionExpression: string;
    ExpressionAttributeNames: Record<string, string>;
  };
}

/** Which table the store keeps its keys in, and for how long. */
export interface DynamodbStoreOptions {
  /**
   * The table, by its name or ARN: letters, digits, `_`, `-`, `.`, and `:` and `/` of an ARN; from 3 to 1024 characters.
   *
   * @defaultValue `khipu_settlements`
   */
  readonly table?: string | undefined;
  /**
   * How long a mark is kept, in milliseconds; three days and five minutes (259,500,000) or more. DynamoDB deletes it after
   * that if Time to Live is on for `expires_at`.
   *
   * @defaultValue `Infinity`
   */
  readonly retentionMs?: number | undefined;
}

/** A table, as `CreateTableCommand` takes it. */
export interface DynamodbTable {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: "S" }[];
  KeySchema: { AttributeName: string; KeyType: "HASH" }[];
  BillingMode: "PAY_PER_REQUEST";
}

const DEFAULT_TABLE = "khipu_settlements";
/** DynamoDB takes 100 items in a transaction, and the mark is one. */
const MAX_WRITES = 99;
const REMEDY = "hand dynamodbStore a DynamoDBDocument of @aws-sdk/lib-dynamodb 3";

/**
 * Describes the table: `client.createTable(dynamodbTable())`, or the same in your templates. Its partition key is the
 * text `key`, and it has no sort key.
 *
 * @throws TypeError when `table` is not a name.
 */
export function dynamodbTable({ table }: Pick<DynamodbStoreOptions, "table"> = {}): DynamodbTable {
  return {
    TableName: checkTableName(table),
    AttributeDefinitions: [{ AttributeName: "key", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "key", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  };
}

/**
 * Remembers in DynamoDB what is settled: exactly once, for any number of processes of one region.
 *
 * `onPaid` writes nothing. It returns its writes as `TransactItems` of `TransactWriteCommand`, `[{ Update: { … } }, …]`: 99 at
 * most, each of another item, 4 MB together. They are committed with the mark "settled", or not at all. What it has read
 * may have changed by then: let a `ConditionExpression` refuse what must not be. When DynamoDB refuses one, its
 * `TransactionCanceledException` is thrown as it is: `CancellationReasons[0]` is about the first of your writes.
 *
 * While something else writes the same items (`TransactionConflict`) a payment is busy, and Khipu notifies again.
 *
 * @param document - a `DynamoDBDocument`, or anything with its `get` and `transactWrite`.
 * @throws TypeError when `table` is not a name, or the client has no `get` and `transactWrite`.
 * @throws RangeError when `retentionMs` is under three days and five minutes, or no number.
 */
export function dynamodbStore<Write>(
  document: DynamodbClient<Write>,
  options: DynamodbStoreOptions = {},
): BatchStore<readonly Write[]> {
  checkClient(document, ["get", "transactWrite"], REMEDY);
  const table = checkTableName(options.table);
  const retentionMs = checkRetentionMs(options.retentionMs ?? Infinity);
  return batchStore<Write>({
    retentionMs,
    async commit(mark, writes) {
      checkCount(writes.length);
      const answer = await document.transactWrite({
        TransactItems: [...writes, markIn(table, mark, retentionMs)],
        ClientRequestToken: mark.token,
      });
      return isConfirmed(answer);
    },
    async find(key) {
      // Any other reading may miss a mark that is there already.
      const reading = { TableName: table, Key: { key }, ConsistentRead: true } as const;
      return knownIn(await document.get(reading), key);
    },
    isBusy: isConflict,
  });
}

function markIn(table: string, { key, token, nowMs }: NewMark, retentionMs: number): DynamodbMark {
  const item = { key, token, done_at: new Date(nowMs).toISOString() };
  const expiresAt = Math.ceil((nowMs + retentionMs) / 1000);
  return {
    Put: {
      TableName: table,
      Item: retentionMs === Infinity ? item : { ...item, expires_at: expiresAt },
      ConditionExpression: "attribute_not_exists(#key)",
      ExpressionAttributeNames: { "#key": "key" },
    },
  };
}

function knownIn(answer: unknown, key: string): KnownKey {
  if (!isConfirmed(answer)) throw unreadable(answer, "get", REMEDY);
  const item = columnOf(answer, "Item");
  if (item === undefined) return { status: "free" };
  const token = columnOf(item, "token");
  const doneAtMs = timeIn(columnOf(item, "done_at"));
  if (columnOf(item, "key") !== key || typeof token !== "string" || doneAtMs === undefined) {
    throw unreadable(item, "get", "leave the items of the store's table to the store");
  }
  return { status: "done", doneAtMs, token };
}

/** Reads a time as the mark has it. */
function timeIn(text: unknown): number | undefined {
  const ms = typeof text === "string" ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) || new Date(ms).toISOString() !== text ? undefined : ms;
}

/** Whether it is an answer of the SDK's, and one of DynamoDB's that says yes: without it "no item" means nothing. */
function isConfirmed(answer: unknown): boolean {
  return columnOf(columnOf(answer, "$metadata"), "httpStatusCode") === 200;
}

/** Whether a transaction was cancelled for nothing but what others were writing at that moment. */
function isConflict(error: unknown): boolean {
  const reasons = columnOf(error, "CancellationReasons");
  if (columnOf(error, "name") !== "TransactionCanceledException" || !Array.isArray(reasons)) {
    return false;
  }
  const codes = new Set(reasons.map((reason) => columnOf(reason, "Code")));
  codes.delete("None");
  return codes.size === 1 && codes.has("TransactionConflict");
}

function checkCount(count: number): void {
  if (count <= MAX_WRITES) return;
  throw new RangeError(
    `onPaid returned ${count} writes: a transaction of DynamoDB takes 100, and one is the mark, so return ` +
      `${MAX_WRITES} at most. Nothing is settled`,
  );
}

function checkTableName(table: string = DEFAULT_TABLE): string {
  if (/^[\w.:/-]{3,1024}$/.test(String(table))) return table;
  throw new TypeError("table must be the name or the ARN of a table of DynamoDB");
}

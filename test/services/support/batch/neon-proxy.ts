import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type pg from "pg";

interface Query {
  readonly query: string;
  readonly params: unknown[];
}

/** Answers Neon's HTTP protocol from a PostgreSQL, as Neon's proxy does: a list of queries is one transaction. */
export async function startNeonProxy(pool: pg.Pool): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    void answer(pool, request).then(
      (body) => response.end(JSON.stringify(body)),
      (error: unknown) => {
        // What the driver reads of a refusal: PostgreSQL's words and code.
        const { message, code } = error as pg.DatabaseError;
        response.writeHead(400).end(JSON.stringify({ message, code }));
      },
    );
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/sql`, server };
}

async function answer(pool: pg.Pool, request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const asked = JSON.parse(Buffer.concat(chunks).toString()) as Query | { queries: Query[] };
  const client = await pool.connect();
  try {
    if (!("queries" in asked)) return await run(client, asked);
    return { results: await runAll(client, asked.queries) };
  } finally {
    client.release();
  }
}

async function runAll(client: pg.PoolClient, queries: readonly Query[]): Promise<unknown[]> {
  await client.query("BEGIN ISOLATION LEVEL READ COMMITTED");
  try {
    const results: unknown[] = [];
    for (const query of queries) results.push(await run(client, query));
    await client.query("COMMIT");
    return results;
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** The driver reads the texts by their types. */
async function run(client: pg.PoolClient, { query, params }: Query): Promise<unknown> {
  const types = { getTypeParser: () => (text: string) => text };
  const config = { text: query, values: params, rowMode: "array" as const, types };
  const { fields, rows, command, rowCount } = await client.query(config);
  return { fields, rows, command, rowCount, rowAsArray: true };
}

import { Refusal } from "./refusal.js";

/** The longest body that is read. Khipu's contract allows 1 GiB of `custom`; its real limit is unknown. */
export const MAX_BODY_BYTES = 8 * 2 ** 20;

/**
 * Reads a request's body whole.
 *
 * @throws {@link Refusal} 413 when it is longer than {@link MAX_BODY_BYTES}.
 */
export async function readBody(request: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // Read to the end all the same, so that the client gets to see the answer.
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    if (length > 4 * MAX_BODY_BYTES) break;
  }
  if (length > MAX_BODY_BYTES) {
    const limit = String(MAX_BODY_BYTES);
    throw new Refusal(413, `El cuerpo excede ${limit} bytes`, [], { connection: "close" });
  }
  return Buffer.concat(chunks, length);
}

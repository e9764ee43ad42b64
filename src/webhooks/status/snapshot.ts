import { hmacSha256 } from "#crypto";

/** A status as it is sent, with a name for exactly this text. */
export interface Snapshot<Status> {
  readonly status: Status;
  readonly json: string;
  /** The same for the same text, on every server: an entity tag, and the id of an event. */
  readonly id: string;
}

/** Writes a status down. */
export async function snapshotOf<Status extends object>(status: Status): Promise<Snapshot<Status>> {
  const json = JSON.stringify(status);
  // A hash that every runtime has. The key is not secret, and the text is sent beside it.
  const bytes = await hmacSha256("khipu-sdk status", [json]);
  const id = Array.from(bytes.subarray(0, 12), (byte) => byte.toString(16).padStart(2, "0"));
  return { status, json, id: id.join("") };
}

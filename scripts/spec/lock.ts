import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Spec } from "../specs.js";

/** Where a document comes from, and the version of it that we hold. */
export interface LockedSpec {
  /** Where people read it; null for what was handed out to a few. */
  readonly page: string | null;
  /** Where `spec:diff` and the weekly watch read it; null where no address is known. */
  readonly url: string | null;
  /** `info.version` of the document. */
  readonly version: string;
  /** The day on which it was taken. */
  readonly taken: string;
  /** `transcribed`: written down from what is published; `downloaded`: the very bytes that are published. */
  readonly how: "transcribed" | "downloaded";
  /** Of our document. A downloaded one is what was published, so its hash is that of the published bytes. */
  readonly documentSha256: string;
}

/** What `openapi/specs.lock.json` says, by document. */
export type Lock = Readonly<Record<string, LockedSpec>>;

/** The lock, relative to the repository. */
export const LOCK = "openapi/specs.lock.json";

/** Reads the lock under `root`. */
export function readLock(root: string): Lock {
  // Its form is held by a test.
  return JSON.parse(readFileSync(join(root, LOCK), "utf8")) as Lock;
}

/** Sets what the lock under `root` says of a document, whose text is the one under `root`. */
export function lockSpec(root: string, spec: Spec, changed: Partial<LockedSpec>): void {
  const lock = readLock(root);
  const locked = lock[spec.id];
  if (locked === undefined) throw new Error(`${LOCK} has no ${spec.id}`);
  const documentSha256 = sha256Of(readFileSync(join(root, spec.document)));
  const next: Lock = { ...lock, [spec.id]: { ...locked, ...changed, documentSha256 } };
  writeFileSync(join(root, LOCK), `${JSON.stringify(next, null, 2)}\n`);
}

/** The hash that the lock holds of a file's bytes. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

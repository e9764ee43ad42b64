import { appendFileSync } from "node:fs";
import { UsageError } from "../cli-error.js";
import type { Received } from "./delivery.js";

/** Adds a request to a file of JSON lines. It may hold a payer's data, so only its owner can read a new one. */
export function record(path: string, { body, ...received }: Received): void {
  const { number, at, method, path: url, headers } = received;
  const line = {
    number,
    at,
    method,
    path: url,
    headers,
    body: Buffer.from(body).toString("base64"),
  };
  appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 });
}

/**
 * Finds a request in such a file. A number that several runs gave belongs to the last of them.
 *
 * @throws UsageError when there is none, or the file is no recording.
 */
export function findRecorded(text: string, number: number): Received {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const all = lines.map((line, index) => received(line, index + 1));
  const found = all.filter((each) => each.number === number).at(-1);
  if (found !== undefined) return found;
  throw new UsageError({
    en: `the file has no notification ${number}`,
    es: `el archivo no tiene la notificación ${number}`,
  });
}

function received(line: string, at: number): Received {
  try {
    const { body, headers, ...rest } = JSON.parse(line) as Omit<Received, "body"> & {
      body: unknown;
    };
    if (typeof body === "string" && Number.isInteger(rest.number) && isTextual(headers)) {
      return { ...rest, headers, body: Buffer.from(body, "base64") };
    }
  } catch {
    // Told below: the platform's words would quote the line.
  }
  throw new UsageError({
    en: `line ${at} of the file is not of a recording`,
    es: `la línea ${at} del archivo no es de una grabación`,
  });
}

function isTextual(headers: unknown): boolean {
  return (
    typeof headers === "object" &&
    headers !== null &&
    Object.values(headers).every((value) => typeof value === "string")
  );
}

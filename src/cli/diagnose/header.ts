import type { MistakeCode } from "./mistakes/index.js";

/** A digest that a header claims, however badly it is written. */
export interface Digest {
  readonly bytes: Uint8Array;
  readonly algorithm: "sha256" | "sha1" | "sha512";
  /** It is only the beginning of one. */
  readonly isCut: boolean;
  readonly mistakes: readonly MistakeCode[];
}

/** What a header claims, read as kindly as can be. */
export interface Claims {
  readonly times: readonly string[];
  readonly digests: readonly Digest[];
  /** What is wrong with the header as a whole. */
  readonly mistakes: readonly MistakeCode[];
}

const NAME = /^\s*x-khipu-signature\s*:/i;
const ENCODED = /%(?:2[bcf]|3d)/i;
const QUOTED = /^(["'])(.*)\1$/s;
const TIME = /(?:^|[\s,;&])t=\s*(\d+)/g;
const SIGNATURE = /(?:^|[\s,;&])(s|v1|sha256)=([^,;&]*)/g;

/** A stranger may write more of them: each costs a search. */
const MOST_CLAIMS = 3;

/** The header's value, without its name where a whole line was copied. */
export function headerValue(line: string): string {
  return line.replace(NAME, "").trim();
}

/** Reads a signature header that was refused, in every form that is seen in the wild. */
export function readClaims(header: string): Claims {
  const mistakes: MistakeCode[] = [];
  let text = header.trim();
  const quoted = QUOTED.exec(text);
  if (quoted?.[2] !== undefined) {
    mistakes.push("header-quoted");
    text = quoted[2];
  }
  if (ENCODED.test(text)) {
    mistakes.push("header-encoded");
    text = text.replace(/%(?:2[bcf]|3d)/gi, (code) => decodeURIComponent(code));
  }
  const times = [...text.matchAll(TIME)].map(([, digits = ""]) => digits);
  const named = [...text.matchAll(SIGNATURE)];
  const digests = named.flatMap(([, name = "s", value = ""]) => digestOf(name, value.trim()));
  if (digests.length === 0) digests.push(...digestOf("s", text));
  if (times.length === 0) mistakes.push("header-without-time");
  if (times.length > 1 || named.length > 1) mistakes.push("header-merged");
  const few = digests.slice(0, MOST_CLAIMS);
  return { times: [...new Set(times)].slice(0, MOST_CLAIMS), digests: few, mistakes };
}

/** One digest, or none if it is written in no known way. */
function digestOf(name: string, value: string): Digest[] {
  const mistakes: MistakeCode[] = name === "s" ? [] : ["another-scheme"];
  if (/^[\da-f]+$/i.test(value) && [40, 64, 128].includes(value.length)) {
    return [digest(Buffer.from(value, "hex"), [...mistakes, "hex"])];
  }
  let base64 = value;
  if (/[-_]/.test(base64)) {
    mistakes.push("url-safe");
    base64 = base64.replaceAll("-", "+").replaceAll("_", "/");
  }
  if (base64.includes(" ")) {
    mistakes.push("plus-lost");
    base64 = base64.replaceAll(" ", "+");
  }
  if (!/^[A-Za-z\d+/]{8,}={0,2}$/.test(base64)) return [];
  const bytes = Buffer.from(base64, "base64");
  if (/^[\da-f]{64}$/i.test(bytes.toString("latin1"))) {
    const inner = Buffer.from(bytes.toString("latin1"), "hex");
    return [digest(inner, [...mistakes, "base64-of-hex"])];
  }
  if (bytes.length === 32 && !base64.endsWith("=")) mistakes.push("padding-lost");
  return [digest(bytes, mistakes)];
}

function digest(bytes: Uint8Array, mistakes: readonly MistakeCode[]): Digest {
  const algorithm = bytes.length === 20 ? "sha1" : bytes.length === 64 ? "sha512" : "sha256";
  if (algorithm !== "sha256") {
    return { bytes, algorithm, isCut: false, mistakes: [...mistakes, "another-hash"] };
  }
  const isCut = bytes.length < 32;
  return {
    bytes,
    algorithm,
    isCut,
    mistakes: isCut ? [...mistakes, "header-truncated"] : mistakes,
  };
}

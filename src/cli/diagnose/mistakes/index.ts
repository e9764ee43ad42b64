import { BODY_MISTAKES } from "./body.js";
import { HEADER_MISTAKES } from "./header.js";
import { SECRET_MISTAKES } from "./secret.js";
import { SIGNING_MISTAKES } from "./signing.js";
import { UNSIGNED_MISTAKES } from "./unsigned.js";

/** Every mistake that is known, by its code. */
export const MISTAKES = {
  ...HEADER_MISTAKES,
  ...SIGNING_MISTAKES,
  ...BODY_MISTAKES,
  ...SECRET_MISTAKES,
  ...UNSIGNED_MISTAKES,
} as const;

/** The code of a mistake; scripts see it with `--json`. */
export type MistakeCode = keyof typeof MISTAKES;

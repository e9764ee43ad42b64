import type { Spec } from "../specs.js";
import type { Source } from "./document.js";

/** Who made a generated file, from what, with what, and where to turn when it is wrong. */
export interface Banner {
  readonly generated: string;
  readonly from: string;
  readonly using: string;
  readonly wrong: string;
}

/** The banner of a file made with the given tools (each with its version). */
export function bannerOf(spec: Spec, sources: readonly Source[], using: string): Banner {
  const from = sources.map(({ path, sha256 }) => `${path} (sha256 ${sha256.slice(0, 16)})`);
  return {
    generated: "by scripts/generate.ts: do not edit. To change it: npm run generate",
    from: from.join(" with "),
    using,
    wrong: `add an action to ${spec.corrections} or ${spec.words}`,
  };
}

/** The banner as the four comment lines at the head of a file. */
export function bannerLines({ generated, from, using, wrong }: Banner): string {
  return [
    `// GENERATED ${generated}`,
    `// from   ${from}`,
    `// using  ${using}`,
    `// wrong? ${wrong}`,
    "",
  ].join("\n");
}

import { sourcesIn } from "../../scripts/inspect/source-files.js";
import type { Fence } from "./snippets.js";

/** Every `@example` of the sources' comments, as a snippet. What is in no fence is code, too. */
export function examplesInComments(): Fence[] {
  return sourcesIn("src").flatMap(({ path, text }) =>
    Array.from(text.matchAll(/^ *\/\*\*\n[\s\S]*?\*\/$/gm)).flatMap(({ 0: comment, index }) => {
      const lines = comment.replaceAll(/^ *\* ?/gm, "").replace(/\/\*\*|\/$/g, "");
      const [, example] = /^@example\n([\s\S]*?)(?=^@\w|$(?![\s\S]))/m.exec(lines) ?? [];
      if (example === undefined) return [];
      const code = /^```ts\n([\s\S]*?)\n```/m.exec(example)?.[1] ?? example;
      const line = text.slice(0, index).split("\n").length;
      return [{ at: `${path}:${line}`, language: "ts", code }];
    }),
  );
}

import type { Command } from "commander";
import { completionScript } from "../completion/scripts.js";
import type { Shell } from "../completion/shells.js";
import { placesOf } from "../completion/words.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";

/** What `khipu completion` does: prints a shell's completion, made from the commands of this program. */
export function completing(program: Command) {
  return (context: Context, _: GlobalOptions, [named]: readonly string[]): Promise<number> => {
    // The parser takes no other.
    const shell: Shell = named === "zsh" || named === "fish" ? named : "bash";
    const script = completionScript(shell, placesOf(program));
    context.print(script.trimEnd());
    context.printJson({ shell, script });
    return Promise.resolve(EXIT.ok);
  };
}

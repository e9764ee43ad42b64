import { EXIT, type ExitCode } from "./exit-code.js";
import type { Said } from "./language.js";

/** A failure that the program itself explains: what is wrong, and what to do about it. */
export class CliError extends Error {
  override readonly name: string = "CliError";
  readonly said: Said;
  readonly remedy: Said | undefined;
  readonly exitCode: ExitCode;

  constructor(said: Said, remedy?: Said, exitCode: ExitCode = EXIT.failed) {
    super(said.en);
    this.said = said;
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

/** The command line, a setting or a value is wrong. Nothing was sent. */
export class UsageError extends CliError {
  override readonly name = "UsageError";

  constructor(said: Said, remedy?: Said) {
    super(said, remedy, EXIT.usage);
  }
}

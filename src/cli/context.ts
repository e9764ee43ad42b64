import { UsageError } from "./cli-error.js";
import type { GlobalOptions } from "./global-options.js";
import { type Env, type Input, type Io, type Output, widthOf } from "./io.js";
import { type Language, languageOf, type Said } from "./language.js";
import { type Progress, Spinner } from "./progress.js";
import { ask } from "./prompt.js";
import { disarmed, hasColours, type Plain, type Style, styleOf } from "./style.js";
import { type Column, fieldLines, tableLines } from "./table.js";

/** What is shorter is part of ordinary words: blotting it out would spoil what is told. */
const LEAST_SECRET = 8;

/** What a command has to do with: where it reads and writes, in which language, and when it must end. */
export class Context implements Io {
  /** What the environment sets, and what {@link addSettings} adds to it. */
  env: Env;
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  readonly signal: AbortSignal;
  readonly isTty: Readonly<Record<"stdin" | "stdout" | "stderr", boolean>>;
  readonly language: Language;
  /** Whether standard output is for a program: one JSON value, or JSON lines, and nothing else. */
  readonly isJson: boolean;
  /** The colours of standard output. */
  readonly style: Style;
  /** The colours of standard error. */
  readonly noteStyle: Style;
  /** The operation that was sent and not answered, if it is one that changes something. */
  pendingWrite: string | undefined;
  readonly #secrets = new Set<string>();
  #spinner: Spinner | undefined;

  constructor(io: Io, { json = false, lang }: Pick<GlobalOptions, "json" | "lang">) {
    this.env = io.env;
    this.stdin = io.stdin;
    this.stdout = io.stdout;
    this.stderr = io.stderr;
    this.cwd = io.cwd;
    this.signal = io.signal;
    this.isTty = {
      stdin: io.stdin.isTTY === true,
      stdout: io.stdout.isTTY === true,
      stderr: io.stderr.isTTY === true,
    };
    this.language = languageOf(lang, io.env);
    this.isJson = json;
    this.style = styleOf(hasColours(io.stdout, io.env));
    this.noteStyle = styleOf(hasColours(io.stderr, io.env));
  }

  /** Adds settings that the environment does not have. */
  addSettings(settings: Env): void {
    this.env = { ...settings, ...this.env };
  }

  /** Picks the text of the person's language. */
  say(said: Said): string {
    return said[this.language];
  }

  /** Writes a line of the result for a person; nothing with `--json`. */
  print(text = ""): void {
    if (!this.isJson) this.#write(this.stdout, text);
  }

  /** Writes one JSON value on one line; nothing without `--json`. */
  printJson(value: unknown): void {
    if (this.isJson) this.#write(this.stdout, JSON.stringify(value));
  }

  /** Writes a line that is no result: to standard error, also with `--json`. */
  note(text: string): void {
    this.#write(this.stderr, text);
  }

  /** Prints rows under their titles. Control characters in the values are taken out. */
  table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): void {
    for (const line of tableLines(rows, columns, this.style, this.#width)) this.print(line);
  }

  /** Prints names and values; what is empty is left out. Control characters in the values are taken out. */
  fields(fields: readonly (readonly [string, Plain])[]): void {
    for (const line of fieldLines(fields, this.style, this.#width)) this.print(line);
  }

  /** Shows that something takes its time: a spinner on a terminal, otherwise one plain line. */
  progress(text: string): Progress {
    if (!this.isTty.stderr || this.env["TERM"] === "dumb") {
      this.note(text);
      return { update: () => undefined, done: () => undefined };
    }
    const spinner = new Spinner(this.stderr, text);
    this.#spinner = spinner;
    return {
      update: (next) => spinner.update(next),
      done: () => {
        spinner.done();
        this.#spinner = undefined;
      },
    };
  }

  /** Whether there is a person to ask. */
  get canAsk(): boolean {
    return this.isTty.stdin && this.isTty.stderr;
  }

  /**
   * Asks for one line; what is typed is not shown when it is secret.
   *
   * @throws UsageError when there is no terminal.
   */
  async prompt(question: string, { secret = false }: { secret?: boolean } = {}): Promise<string> {
    if (!this.canAsk) {
      throw new UsageError({
        en: `nobody to ask, there is no terminal: ${question}`,
        es: `no hay a quién preguntar, falta una terminal: ${question}`,
      });
    }
    const answer = await ask(this, question, secret);
    if (secret) this.conceal(answer);
    return answer;
  }

  /** Asks whether to go on; only a clear yes is one. */
  async confirm(question: string): Promise<boolean> {
    const answer = await this.prompt(`${question} ${this.say({ en: "[y/N]", es: "[s/N]" })}`);
    return /^(y|yes|s|si|sí)$/i.test(answer.trim());
  }

  /** Blots this secret out of everything that is written from now on. */
  conceal(secret: string): void {
    if (secret.length < LEAST_SECRET) return;
    this.#secrets.add(secret);
    // As it stands in JSON, if that is another spelling.
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
  }

  /** A text with every secret blotted out, for what is not written here. */
  redacted(text: string): string {
    let safe = text;
    for (const secret of this.#secrets) safe = safe.replaceAll(secret, "[redacted]");
    return safe;
  }

  /** What fits on a line of a terminal. A program that reads has a line for each row, however long. */
  get #width(): number {
    return this.isTty.stdout ? widthOf(this.stdout) : Infinity;
  }

  #write(stream: Output, text: string): void {
    this.#spinner?.clear();
    stream.write(`${disarmed(this.redacted(text))}\n`);
  }
}

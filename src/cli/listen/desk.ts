import type { Context } from "../context.js";
import { diagnose } from "../diagnose/diagnose.js";
import { MISTAKES, type MistakeCode } from "../diagnose/mistakes/index.js";
import { plain } from "../style.js";
import { clockTime } from "./clock-time.js";
import { type Forwarded, judge, type Judged, type Received } from "./delivery.js";
import { forward } from "./forward.js";
import { summaryOf } from "./kind.js";
import { record } from "./recording.js";
import type { Answer } from "./server.js";

/** What is done with notifications. */
export interface DeskOptions {
  readonly secret: string;
  /** Only to tell that it was taken for the secret. */
  readonly apiKey: string | undefined;
  readonly forwardTo: string | undefined;
  /** Hands on what is forged, too. */
  readonly forwardsInvalid: boolean;
  readonly saveTo: string | undefined;
  readonly printsBody: boolean;
}

/** More are not remembered for replay: the oldest make room. */
const MOST_KEPT = 1000;

/** Takes notifications in, tells of them, hands them on, and keeps them for another time. */
export class Desk {
  readonly #context: Context;
  readonly #options: DeskOptions;
  readonly #kept = new Map<number, Judged>();
  #count = 0;

  constructor(context: Context, options: DeskOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Takes a notification in, and finds what to answer. */
  async receive(request: Omit<Received, "number">): Promise<Answer> {
    const number = (this.#count += 1);
    const { secret, saveTo, forwardTo, forwardsInvalid } = this.#options;
    const judged = await judge({ ...request, number }, secret);
    this.#keep(judged);
    if (saveTo !== undefined) record(saveTo, judged);
    const mistakes = await this.#mistakesOf(judged);
    this.#announce(judged, mistakes);
    const isForged = judged.standing === "forged";
    const forwarded =
      forwardTo === undefined || (isForged && !forwardsInvalid)
        ? undefined
        : await forward(forwardTo, judged, this.#context.signal);
    this.#tell(judged, mistakes, forwarded, false);
    if (forwarded === undefined) return { status: isForged ? 400 : 200 };
    return answerOf(forwarded);
  }

  /** Hands a notification on once more; tells when there is none of that number, or nowhere to send it. */
  async replay(number: number): Promise<void> {
    const { forwardTo } = this.#options;
    const judged = this.#kept.get(number);
    if (judged === undefined || forwardTo === undefined) {
      const missing = {
        en: `there is no notification ${number}`,
        es: `no hay notificación ${number}`,
      };
      const nowhere = { en: "--forward-to is not set", es: "falta --forward-to" };
      this.#context.note(this.#context.say(judged === undefined ? missing : nowhere));
      return;
    }
    const forwarded = await forward(forwardTo, judged, this.#context.signal);
    this.#tell(judged, [], forwarded, true);
  }

  #keep(judged: Judged): void {
    this.#kept.set(judged.number, judged);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  async #mistakesOf({ body, headers, standing, at }: Judged): Promise<readonly MistakeCode[]> {
    if (standing !== "forged") return [];
    const { secret, apiKey } = this.#options;
    const header = headers["x-khipu-signature"];
    const found = await diagnose({ body, header, secrets: [secret], apiKey, nowMs: at });
    return found.mistakes;
  }

  /** Says what has come, before the shop is asked: that may take its time. */
  #announce(judged: Judged, mistakes: readonly MistakeCode[]): void {
    const { style, say } = bound(this.#context);
    const time = clockTime(judged.at);
    const about = summaryOf(textOf(judged));
    const what = [judged.kind ?? "?", about.id, about.amount, about.currency, about.reference]
      .filter((value) => value !== undefined)
      .map((value) => plain(value))
      .join(" ");
    const standing = {
      genuine: style.green(say({ en: "✓ genuine", es: "✓ auténtica" })),
      unsigned: style.yellow(
        say({ en: "unsigned, as this kind is", es: "sin firma, como es este tipo" }),
      ),
      forged: style.red(say({ en: "✗ refused", es: "✗ rechazada" })),
    }[judged.standing];
    this.#context.print(
      `${style.bold(`#${judged.number}`)} ${style.dim(time)} ${what}  ${standing}`,
    );
    if (judged.reason !== undefined) {
      const [first] = mistakes;
      const words = first === undefined ? "" : `: ${say(MISTAKES[first].problem)}`;
      this.#context.print(`   ${style.red(judged.reason)}${words}`);
    }
    if (this.#options.printsBody) this.#context.print(bodyLines(judged));
  }

  #tell(
    judged: Judged,
    mistakes: readonly MistakeCode[],
    forwarded: Forwarded,
    isReplay: boolean,
  ): void {
    const { number, at, kind, standing, reason } = judged;
    const text = this.#options.printsBody ? textOf(judged) : undefined;
    this.#context.printJson({
      ...{ event: isReplay ? "replay" : "notification", number, at, kind, standing, reason },
      ...{ ...summaryOf(textOf(judged)), mistakes, forwarded, body: text },
    });
    const { style, say } = bound(this.#context);
    if (forwarded === undefined) {
      if (this.#options.forwardTo === undefined) return;
      this.#context.print(style.dim(`   ${say({ en: "not forwarded", es: "no se reenvía" })}`));
      return;
    }
    const { status, error, durationMs, answer } = forwarded;
    const isTaken = status === 200 && error === undefined;
    const paint = isTaken ? style.green : style.red;
    const again = isReplay ? `#${number} ` : "";
    const outcome = paint(plain(error ?? status));
    this.#context.print(`   ${again}→ ${outcome} ${style.dim(`${durationMs} ms`)}`);
    if (!isTaken && answer !== undefined) this.#context.print(`     ${plain(answer)}`);
  }
}

/** What a sender is told of the shop's answer: what a proxy would say where there was none. */
export function answerOf({ status, error, answer }: NonNullable<Forwarded>): Answer {
  if (status !== undefined && error === undefined) {
    return { status, ...(answer !== undefined && { body: answer }) };
  }
  return { status: error?.startsWith("no answer") === true ? 504 : 502 };
}

function textOf({ body }: Received): string {
  return Buffer.from(body).toString();
}

function bodyLines(received: Received): string {
  const text = textOf(received);
  let lines = [text];
  try {
    lines = JSON.stringify(JSON.parse(text), undefined, 2).split("\n");
  } catch {
    // Shown as it is.
  }
  return lines.map((line) => `   ${plain(line)}`).join("\n");
}

function bound(context: Context) {
  return {
    style: context.style,
    say: context.say.bind(context),
  };
}

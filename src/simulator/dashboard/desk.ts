import { controlsOf } from "../controls.js";
import type { Controls } from "../controls.js";
import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import { json } from "../http/reply.js";
import type { Exchange, Reply, Route } from "../http/reply.js";
import type { Language } from "../options.js";
import { seeOther } from "../pages/layout.js";
import { SimulatorError } from "../simulator-error.js";
import type { Flash, Flashes } from "./flashes.js";
import { checkHost, checkOrigin } from "./guard.js";
import { html } from "../pages/html.js";
import { dashboardPage } from "./layout.js";
import type { View } from "./layout.js";
import { dashboardTexts } from "./texts.js";
import type { DashboardTexts } from "./texts.js";

/** Long enough for a merchant on this machine, and short enough for a person. */
const PATIENCE_MS = 1500;

/** A form that was sent to the dashboard. */
export interface Submission {
  readonly form: URLSearchParams;
  readonly params: Exchange["params"];
}

/** What pages and actions of the dashboard have in common: the engine, the words of a language, and the manners. */
export class Desk {
  readonly engine: Engine;
  readonly controls: Controls;
  readonly language: Language;
  readonly texts: DashboardTexts;
  readonly #flashes: Flashes;

  constructor(engine: Engine, language: Language, flashes: Flashes) {
    this.engine = engine;
    this.controls = controlsOf(engine);
    this.language = language;
    this.texts = dashboardTexts(language);
    this.#flashes = flashes;
  }

  /** A page. */
  get(path: string, show: (exchange: Exchange) => View): Route {
    return this.#route("GET", path, (exchange) => {
      const flash = this.#flashes.get(exchange.query.get("said"));
      const { query } = exchange;
      return dashboardPage(this.language, show(exchange), { flash, query });
    });
  }

  /**
   * An action. It is followed by the page it came from, which says what has come of it: what the action
   * tells, or why it was not possible. A program, which asks for JSON, is told the same at once.
   *
   * @param back - The page that follows.
   */
  post(
    path: string,
    back: (submission: Submission) => string,
    act: (submission: Submission) => string | Promise<string>,
  ): Route {
    return this.#route("POST", path, async (exchange) => {
      checkOrigin(this.engine, exchange);
      const { params, rawBody } = exchange;
      const form = new URLSearchParams(rawBody.toString("utf8"));
      const flash = await this.#tryTo(() => act({ form, params }));
      if (exchange.headers.accept === "application/json") return outcome(flash);
      return seeOther(`${back({ form, params })}?said=${this.#flashes.add(flash)}`);
    });
  }

  /**
   * Waits for something, but not for a merchant who takes too long to answer.
   *
   * @returns what came, or `undefined` when it is still under way.
   */
  async soon<T>(underway: Promise<T>): Promise<T | undefined> {
    let timeout: NodeJS.Timeout | undefined;
    const patience = new Promise<undefined>((resolve) => {
      timeout = setTimeout(resolve, PATIENCE_MS, undefined);
    });
    try {
      return await Promise.race([underway, patience]);
    } finally {
      clearTimeout(timeout);
    }
  }

  async #tryTo(act: () => string | Promise<string>): Promise<Flash> {
    try {
      return { tone: "good", text: await act() };
    } catch (error) {
      if (error instanceof SimulatorError) {
        return { tone: "bad", text: `${this.texts.staleAction} ${error.message}` };
      }
      if (!(error instanceof Refusal)) throw error;
      const reasons = error.errors.map(({ message }) => message);
      const text = reasons.length === 0 ? error.message : reasons.join(" ");
      return { tone: "bad", text: `${this.texts.invalid} ${text}` };
    }
  }

  #route(
    method: string,
    path: string,
    answer: (exchange: Exchange) => Reply | Promise<Reply>,
  ): Route {
    return {
      method,
      path,
      refuse: (refusal) => this.#refuse(refusal),
      answer: (exchange) => {
        checkHost(this.engine, exchange);
        return answer(exchange);
      },
    };
  }

  /** A page that shows nothing of what the simulator knows: whoever is refused may be anybody. */
  #refuse({ status, message }: Refusal): Reply {
    const content = html`<h1>${status}</h1>
      <p class="panel" role="alert">${message}</p>`;
    return dashboardPage(this.language, { section: "payments", title: message, content, status });
  }
}

/** What has come of an action, for a program: 200 when it was done, 409 when it was not. */
function outcome({ tone, text }: Flash): Reply {
  return json(tone === "good" ? 200 : 409, { message: text });
}

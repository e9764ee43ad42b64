import { keysOf } from "../../fields.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { shownDuration } from "../pages/shown.js";
import type { Engine } from "../engine.js";
import { envLines, type Reached } from "../env-lines.js";
import { copyable, copyButton } from "./copy.js";
import type { Desk } from "./desk.js";
import { newPaymentForm } from "./new-payment.js";
import { moment, paymentLink } from "./parts.js";

const MINUTE_MS = 60_000;
/** What a person can enter for how far the clock is to be moved, and how long each is. */
export const UNITS_MS = { minutes: MINUTE_MS, hours: 60 * MINUTE_MS, days: 1440 * MINUTE_MS };
const UNITS = keysOf(UNITS_MS);

/**
 * The simulator's time, and how to move it.
 *
 * @param to - The page to come back to.
 */
export function clockBox({ engine, texts, language }: Desk, to: string): Html {
  const { clock } = engine;
  const step = (amount: string, unit: string, label: string) =>
    html`<form method="post" action="/dashboard/clock">
      <input type="hidden" name="to" value="${to}" />
      <input type="hidden" name="amount" value="${amount}" />
      <input type="hidden" name="unit" value="${unit}" />
      <button class="quiet">${label}</button>
    </form>`;
  return html`<section class="panel" aria-labelledby="clock-title">
    <h2 id="clock-title">${texts.clock}</h2>
    <p class="clock">${moment(clock.now(), language)}</p>
    ${clock.offsetMs > 0 && html`<p class="hint">${texts.ahead(shownDuration(clock.offsetMs))}</p>`}
    <div class="buttons">
      ${step("5", "minutes", texts.forward5Minutes)} ${step("1", "hours", texts.forward1Hour)}
      ${step("1", "days", texts.forward1Day)}
    </div>
    <form class="inline" method="post" action="/dashboard/clock">
      <input type="hidden" name="to" value="${to}" />
      <label class="hidden" for="clock-amount">${texts.forwardBy}</label>
      <input
        id="clock-amount"
        name="amount"
        type="text"
        inputmode="decimal"
        placeholder="30"
        required
        autocomplete="off"
      />
      <label class="hidden" for="clock-unit">${texts.unit}</label>
      <select id="clock-unit" name="unit">
        ${UNITS.map((unit) => html`<option value="${unit}">${texts[unit]}</option>`)}
      </select>
      <button class="quiet">${texts.forward}</button>
    </form>
    <p class="hint">${texts.clockHint}</p>
  </section>`;
}

/** What the code under test does that would not work with Khipu. */
export function warningsBox({ engine, texts }: Desk): Html {
  const warnings = engine.warnings.list();
  if (warnings.length === 0) return html``;
  return html`<section class="panel warning" aria-labelledby="warnings-title">
    <h2 id="warnings-title">${texts.warnings}</h2>
    <p class="hint">${texts.warningHint}</p>
    <ul>
      ${warnings.map(({ code, paymentId }) => html`<li>${texts.warningTexts[code]} <span class="hint">${texts.seenIn} ${paymentLink(paymentId)}</span></li>`)}
    </ul>
  </section>`;
}

/** What a client is set up with. The credentials are the simulator's own inventions. */
export function credentialsBox(desk: Desk): Html {
  const { engine, texts } = desk;
  const { apiKey, secret, id } = engine.receivers.first;
  const shown = [
    [texts.apiUrl, engine.url],
    [texts.apiKey, apiKey],
    [texts.webhookSecret, secret],
    [texts.receiverId, String(id)],
  ] as const;
  return html`<section class="panel" aria-labelledby="credentials-title">
    <h2 id="credentials-title">${texts.credentials}</h2>
    <p class="hint">${texts.credentialsHint}</p>
    <dl class="told to-copy">
      ${shown.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd><span class="mono">${value}</span> ${copyButton(texts, name, value)}</dd>
          </div>`,
      )}
    </dl>
    <details id="env">
      <summary>${texts.envLines}</summary>
      ${copyable(texts, texts.envLines, envLines(reachedThrough(engine)))}
    </details>
  </section>`;
}

/** What to do while there is no payment. */
export function firstSteps(desk: Desk): Html {
  const { engine, texts } = desk;
  const { url } = engine;
  const { apiKey } = engine.receivers.first;
  const body = '{"amount": 1000, "currency": "CLP", "subject": "Té"}';
  const curl = `curl ${url}/v3/payments \\
  -H 'x-api-key: ${apiKey}' \\
  -H 'content-type: application/json' \\
  -d '${body}'`;
  const sdk = `import { Khipu } from "khipu-sdk";

const khipu = new Khipu({
  apiKey: "${apiKey}",
  baseUrl: "${url}",
});

const payment = await khipu.payments.create({
  amount: 1000,
  currency: "CLP",
  subject: "Té",
});`;
  return html`<div class="panel empty">
    <h2>${texts.firstPayment}</h2>
    <p>${texts.firstPaymentHint}</p>
    ${newPaymentForm(desk)}
    <h3>${texts.withCurl}</h3>
    ${copyable(texts, texts.withCurl, curl)}
    <h3>${texts.withSdk}</h3>
    ${copyable(texts, texts.withSdk, sdk)}
  </div>`;
}

function reachedThrough({ url, receivers, openpay }: Engine): Reached {
  const { apiKey, secret: webhookSecret, id: receiverId } = receivers.first;
  return { url, apiKey, webhookSecret, receiverId, openpay: openpay.access };
}

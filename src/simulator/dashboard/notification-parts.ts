import type { Notification, NotificationAttempt } from "../notifications/notification.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { shownDuration } from "../pages/shown.js";
import { copyButton } from "./copy.js";
import type { Desk } from "./desk.js";
import { address, badge, button, cell, moment, table } from "./parts.js";
import type { Tone } from "./parts.js";

const TONES: Readonly<Record<Notification["state"], Tone>> = {
  scheduled: "wait",
  delivered: "good",
  failed: "bad",
  lost: "bad",
};

/**
 * A notification with its attempts and its body, and a button to send it once more.
 *
 * @param heading - What it is called, where the page does not say so.
 */
export function notificationPanel(
  desk: Desk,
  sent: Notification,
  resendAction: string,
  heading?: Html,
): Html {
  const { texts, language } = desk;
  const { id, kind, url, nextAttemptAt } = sent;
  return html`<article class="panel" id="notification-${id}">
    <div class="panel-head">
      ${heading} ${notificationBadge(desk, sent)} ${button(resendAction, texts.resend)}
    </div>
    <p class="hint"><span class="mono">${kind}</span> → ${address(url)}</p>
    ${nextAttemptAt !== undefined && html`<p class="hint">${texts.nextAttempt}: ${moment(nextAttemptAt, language)} (${shownDuration(nextAttemptAt - desk.engine.clock.now())})</p>`}
    ${attemptsTable(desk, sent)} ${bodyOf(desk, sent)}
  </article>`;
}

/** Where a notification stands. */
export function notificationBadge({ texts }: Desk, { state }: Notification): Html {
  return badge(TONES[state], texts.notificationStates[state]);
}

/** What came of an attempt, in one word or number. */
export function resultOf({ status, error }: NotificationAttempt): string {
  return [status, error].filter((part) => part !== undefined).join(" ");
}

/** Every attempt, with what the merchant answered and what it was signed with. */
export function attemptsTable({ texts, language }: Desk, { id, attempts }: Notification): Html {
  if (attempts.length === 0) return html`<p class="hint">${texts.noAttempts}</p>`;
  const heads = ["#", texts.time, texts.result, texts.duration, texts.answer, texts.signature];
  const rows = attempts.map(
    (attempt, at) =>
      html`<tr>
        ${cell("#", at + 1)} ${cell(texts.time, moment(attempt.at, language))}
        ${cell(texts.result, badge(isTaken(attempt) ? "good" : "bad", resultOf(attempt)))}
        ${cell(texts.duration, `${attempt.durationMs} ms`)}
        ${cell(texts.answer, html`<span class="mono">${attempt.answer ?? "—"}</span>`)}
        ${cell(texts.signature, html`<span class="mono">${attempt.signature ?? texts.unsigned}</span>`)}
      </tr>`,
  );
  return table(`${texts.attempts}: ${texts.notificationNumber(id)}`, heads, rows);
}

/** The body: for people, and as it is posted. */
export function bodyOf({ texts }: Desk, sent: Notification): Html {
  return html`<details id="body-${sent.id}">
    <summary>${texts.body} <span class="hint">${sent.contentType}</span></summary>
    <p class="sub">${texts.pretty}</p>
    <pre tabindex="0">${prettyBody(sent.body)}</pre>
    <p class="sub">${texts.raw}</p>
    ${copyButton(texts, texts.raw, sent.body)}
    <pre class="raw" tabindex="0">${sent.body}</pre>
  </details>`;
}

/** JSON with its lines indented; a form, one field a line; anything else as it is. */
export function prettyBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    if (!/^[^\s=&]+=/.test(body)) return body;
    const fields = [...new URLSearchParams(body)];
    return fields.map(([name, value]) => `${name} = ${value}`).join("\n");
  }
}

function isTaken({ status, error }: NotificationAttempt): boolean {
  return status === 200 && error === undefined;
}

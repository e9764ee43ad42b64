import type { Route } from "../http/reply.js";
import type { Notification } from "../notifications/notification.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { Desk, Submission } from "./desk.js";
import type { View } from "./layout.js";
import { notificationBadge, notificationPanel, resultOf } from "./notification-parts.js";
import { age, cell, paymentLink, table } from "./parts.js";
import { resend } from "./payment-actions.js";

const PAGE_SIZE = 25;

/** `GET /dashboard/notifications`, each notification's own page, and resending. */
export function notificationRoutes(desk: Desk): Route[] {
  const path = "/dashboard/notifications";
  const back = ({ params: { id = "" } }: Submission) => `${path}/${encodeURIComponent(id)}`;
  return [
    desk.get(path, ({ query }) => listPage(desk, Number(query.get("page") ?? 1))),
    desk.get(`${path}/{id}`, ({ params }) => onePage(desk, Number(params["id"]))),
    desk.post(`${path}/{id}/resend`, back, ({ params }) => resend(desk, Number(params["id"]))),
  ];
}

function listPage(desk: Desk, asked: number): View {
  const { texts, engine } = desk;
  const { size } = engine.outbox;
  const last = Math.max(1, Math.ceil(size / PAGE_SIZE));
  const page = asked >= 1 ? Math.min(Math.floor(asked), last) : 1;
  const newest = size - (page - 1) * PAGE_SIZE;
  const ids = Array.from({ length: Math.min(PAGE_SIZE, newest) }, (_, at) => newest - at);
  const sent = ids.flatMap((id) => engine.outbox.get(id) ?? []);
  const path = (to: number) => `/dashboard/notifications?page=${String(to)}`;
  return {
    section: "notifications",
    title: texts.notifications,
    state: [size, ...sent.map(({ attempts, state }) => `${attempts.length}${state}`)].join(),
    content: html`<h1>${texts.notifications}</h1>
      ${sent.length === 0 ? html`<p class="panel empty">${texts.noNotifications}</p>` : listOf(desk, sent)}
      ${
        last > 1 &&
        html`<nav class="pager" aria-label="${texts.pages}">
          ${page > 1 && html`<a rel="prev" href="${path(page - 1)}">← ${texts.newer}</a>`}
          <span class="hint"
            >${texts.range(size - newest + 1, size - newest + sent.length, size)}</span
          >
          ${page < last && html`<a rel="next" href="${path(page + 1)}">${texts.older} →</a>`}
        </nav>`
      }`,
  };
}

function listOf(desk: Desk, sent: readonly Notification[]): Html {
  const { texts } = desk;
  const heads = [
    ...["#", texts.state, texts.about, texts.kind],
    ...[texts.destination, texts.attempts, texts.result, texts.age],
  ];
  return table(
    texts.notifications,
    heads,
    sent.map((one) => rowOf(desk, one)),
  );
}

function rowOf(desk: Desk, sent: Notification): Html {
  const { texts, language, engine } = desk;
  const { id, about, kind, url, attempts, createdAt } = sent;
  const last = attempts.at(-1);
  const isPayment = engine.payments.get(about) !== undefined;
  return html`<tr>
    ${cell("#", html`<a class="main-link number" href="/dashboard/notifications/${id}">${texts.notificationNumber(id)}</a>`)}
    ${cell(texts.state, notificationBadge(desk, sent))}
    ${cell(texts.about, isPayment ? paymentLink(about) : html`<span class="mono">${about}</span>`)}
    ${cell(texts.kind, html`<span class="mono">${kind}</span>`)}
    ${cell(texts.destination, html`<span class="mono url">${url}</span>`)}
    ${cell(texts.attempts, attempts.length)} ${cell(texts.result, last ? resultOf(last) : "—")}
    ${cell(texts.age, age(createdAt, engine.clock.now(), language))}
  </tr>`;
}

function onePage(desk: Desk, id: number): View {
  const { texts, engine } = desk;
  const sent = engine.outbox.get(id);
  const back = html`<p class="crumb">
    <a href="/dashboard/notifications">← ${texts.notifications}</a>
  </p>`;
  if (sent === undefined) {
    const content = html`${back}
      <h1>${texts.noNotifications}</h1>`;
    return { section: "notifications", title: texts.noNotifications, content, status: 404 };
  }
  const { about, state, attempts } = sent;
  const isPayment = engine.payments.get(about) !== undefined;
  return {
    section: "notifications",
    title: texts.notificationNumber(id),
    live: `/events?about=${encodeURIComponent(about)}`,
    state: `${attempts.length}${state}`,
    content: html`${back}
      <h1>${texts.notificationNumber(id)}</h1>
      <p>
        ${texts.about}: ${isPayment ? paymentLink(about) : html`<span class="mono">${about}</span>`}
      </p>
      ${notificationPanel(desk, sent, `/dashboard/notifications/${String(id)}/resend`)}`,
  };
}

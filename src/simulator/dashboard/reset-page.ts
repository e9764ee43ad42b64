import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Desk } from "./desk.js";
import { RESET } from "./layout.js";
import type { View } from "./layout.js";

/** `GET /dashboard/reset`: asks whether everything is to be forgotten, and forgets it. */
export function resetRoutes(desk: Desk): Route[] {
  const { controls, texts } = desk;
  return [
    desk.get(RESET, () => confirmationPage(desk)),
    desk.post(
      RESET,
      () => "/",
      () => {
        controls.reset();
        return texts.forgotten;
      },
    ),
  ];
}

function confirmationPage({ engine, texts }: Desk): View {
  const lost = [
    [texts.payments, engine.payments.size],
    [texts.notifications, engine.outbox.size],
    [texts.subscriptions, engine.subscriptions.size],
    [texts.faults, engine.faults.list().length],
  ] as const;
  return {
    section: "payments",
    title: texts.forget,
    content: html`<h1>${texts.forget}</h1>
      <section class="panel">
        <p>${texts.forgetHint}</p>
        <dl class="told wide-told">
          ${lost.map(
            ([name, count]) =>
              html`<div>
                <dt>${name}</dt>
                <dd>${count}</dd>
              </div>`,
          )}
        </dl>
        <div class="buttons">
          <form method="post" action="${RESET}">
            <button class="danger">${texts.forget}</button>
          </form>
          <a href="/">${texts.keep}</a>
        </div>
      </section>`,
  };
}

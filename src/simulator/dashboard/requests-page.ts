import type { LoggedRequest } from "../http/request-log.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { Desk } from "./desk.js";
import { prettyBody } from "./notification-parts.js";
import { badge, cell, clockTime, table } from "./parts.js";

/** `GET /dashboard/requests`: what the APIs were asked lately. */
export function requestRoutes(desk: Desk): Route[] {
  const { texts, engine } = desk;
  return [
    desk.get("/dashboard/requests", () => {
      const requests = engine.requests.list();
      return {
        section: "requests",
        title: texts.requests,
        live: "/events?requests=1",
        state: String(engine.requests.count),
        content: html`<h1>${texts.requests}</h1>
          <p class="hint">${texts.requestsHint}</p>
          ${requests.length === 0 ? html`<p class="panel empty">${texts.noRequests}</p>` : listOf(desk, requests)}`,
      };
    }),
  ];
}

function listOf(desk: Desk, requests: readonly LoggedRequest[]): Html {
  const { texts, engine } = desk;
  const heads = [
    ...[texts.time, texts.statusCode, texts.method, texts.path],
    ...[texts.parameters.operation, texts.duration, texts.details],
  ];
  const rows = requests.map((request, at) => rowOf(desk, request, engine.requests.count - at));
  return table(texts.requests, heads, rows);
}

function rowOf(desk: Desk, request: LoggedRequest, number: number): Html {
  const { texts, language } = desk;
  const { receivedAt, status, method, path, query, api, operation, durationMs, faults } = request;
  const search = new URLSearchParams(query).toString();
  const tone = status === undefined || status >= 400 ? "bad" : "good";
  return html`<tr>
    ${cell(texts.time, clockTime(receivedAt, language))}
    ${cell(
      texts.statusCode,
      badge(tone, String(status ?? texts.noStatus)),
      faults.map((kind) => html` <span class="hint">${kind}</span>`),
    )}
    ${cell(texts.method, method)}
    ${cell(texts.path, html`<span class="mono url">${path}${search !== "" && `?${search}`}</span>`)}
    ${cell(texts.parameters.operation, html`<span class="mono">${operation}</span> <span class="hint">${api}</span>`)}
    ${cell(texts.duration, `${durationMs.toFixed(1)} ms`)}
    ${cell(texts.details, details(desk, request, number))}
  </tr>`;
}

function details({ texts }: Desk, { headers, body, leftOut }: LoggedRequest, number: number): Html {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const shown = body === "" ? texts.emptyBody : prettyBody(body);
  return html`<details id="request-${number}">
    <summary>${texts.details}</summary>
    <p class="sub">${texts.headers}</p>
    <pre tabindex="0">${lines.join("\n")}</pre>
    <p class="sub">${texts.body}</p>
    <pre tabindex="0">${leftOut === undefined ? shown : texts.leftOut(leftOut)}</pre>
  </details>`;
}

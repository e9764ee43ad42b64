import type { LoggedRequest } from "../http/request-log.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { copyable } from "./copy.js";
import type { Desk } from "./desk.js";
import { prettyBody } from "./notification-parts.js";
import { badge, cell, field, moment, table } from "./parts.js";

const PATH = "/dashboard/requests";
/** The value of the filter's only choice besides all. */
const REFUSED = "refused";

/** Which requests are asked for. */
interface RequestFilter {
  readonly isRefusedOnly: boolean;
  /** In path, operation or body; upper and lower case are the same. */
  readonly text: string;
}

/** A request, and which one it is since the simulator started. */
interface NumberedRequest {
  readonly request: LoggedRequest;
  readonly number: number;
}

/** `GET /dashboard/requests`: what the APIs were asked lately. */
export function requestRoutes(desk: Desk): Route[] {
  const { texts, engine } = desk;
  return [
    desk.get(PATH, ({ query }) => {
      const { count } = engine.requests;
      const filter = {
        isRefusedOnly: query.get("result") === REFUSED,
        text: (query.get("q") ?? "").trim(),
      };
      return {
        section: "requests",
        title: texts.requests,
        live: "/events?requests=1",
        state: String(count),
        content: html`<h1>${texts.requests}</h1>
          <p class="hint">${texts.requestsHint}</p>
          ${count === 0 ? html`<p class="panel empty">${texts.noRequests}</p>` : list(desk, filter)}`,
      };
    }),
  ];
}

function list(desk: Desk, filter: RequestFilter): Html {
  const { texts, engine } = desk;
  const { count } = engine.requests;
  const found = engine.requests
    .list()
    .map((request, at) => ({ request, number: count - at }))
    .filter(({ request }) => fits(request, filter));
  const heads = [
    ...[texts.time, texts.statusCode, texts.request],
    ...[texts.parameters.operation, texts.duration],
  ];
  const rows = found.map((one) => rowOf(desk, one));
  return html`${filterForm(desk, filter)}
  ${rows.length === 0 ? html`<p class="panel empty">${texts.nothingFound}</p>` : table(texts.requests, heads, rows, "requests")}`;
}

function filterForm({ texts }: Desk, { isRefusedOnly, text }: RequestFilter): Html {
  return html`<form class="filter" method="get" action="${PATH}" role="search">
    <div class="field">
      <label for="result">${texts.result}</label>
      <select id="result" name="result">
        <option value="">${texts.all}</option>
        <option value="${REFUSED}" ${isRefusedOnly && "selected"}>${texts.refused}</option>
      </select>
    </div>
    ${field("q", "q", `${texts.search}: ${texts.requestSearchHint}`, { value: text, type: "search" })}
    <button class="quiet">${texts.apply}</button>
    ${(isRefusedOnly || text !== "") && html`<a class="clear" href="${PATH}">${texts.clearFilter}</a>`}
  </form>`;
}

function fits(request: LoggedRequest, { isRefusedOnly, text }: RequestFilter): boolean {
  const { method, operation, body } = request;
  const wanted = text.toLowerCase();
  const isFound = [`${method} ${targetOf(request)}`, operation, body].some((part) =>
    part.toLowerCase().includes(wanted),
  );
  return isFound && (!isRefusedOnly || isRefused(request));
}

function rowOf(desk: Desk, { request, number }: NumberedRequest): Html {
  const { texts, language } = desk;
  const { receivedAt, status, api, operation, durationMs, faults } = request;
  return html`<tr>
    ${cell(texts.time, moment(receivedAt, language))}
    ${cell(
      texts.statusCode,
      badge(isRefused(request) ? "bad" : "good", String(status ?? texts.noStatus)),
      faults.map((kind) => html` <span class="hint">${kind}</span>`),
    )}
    ${cell(texts.request, details(desk, request, number))}
    ${cell(texts.parameters.operation, html`<span class="mono">${operation}</span> <span class="hint">${api}</span>`)}
    ${cell(texts.duration, html`<span class="number">${durationMs.toFixed(1)} ms</span>`)}
  </tr>`;
}

/** Method and path, and what is behind them. */
function details({ texts }: Desk, request: LoggedRequest, number: number): Html {
  const { method, headers, body, leftOut } = request;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const shown = body === "" ? texts.emptyBody : prettyBody(body);
  return html`<details id="request-${number}">
    <summary>
      <span class="number">${method}</span> <span class="mono url">${targetOf(request)}</span>
    </summary>
    <p class="sub">${texts.headers}</p>
    ${copyable(texts, texts.headers, lines.join("\n"))}
    <p class="sub">${texts.body}</p>
    ${copyable(texts, texts.body, leftOut === undefined ? shown : texts.leftOut(leftOut))}
  </details>`;
}

function isRefused({ status }: LoggedRequest): boolean {
  return status === undefined || status >= 400;
}

function targetOf({ path, query }: LoggedRequest): string {
  const search = new URLSearchParams(query).toString();
  return search === "" ? path : `${path}?${search}`;
}

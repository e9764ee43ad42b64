import { keysOf } from "../../fields.js";
import { FAULTS, SCOPES } from "../faults/catalogue.js";
import type { FaultKind, FaultScope } from "../faults/catalogue.js";
import type { Planned } from "../faults/faults.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { SimulatorError } from "../simulator-error.js";
import type { Desk } from "./desk.js";
import { faultFields, faultOf } from "./fault-forms.js";
import { Form } from "./form.js";
import { button, cell, table } from "./parts.js";

const PATH = "/dashboard/faults";
const KINDS = keysOf(FAULTS);
const SCOPE_NAMES = keysOf(SCOPES);

/** `GET /dashboard/faults`: plans faults, and takes them back. */
export function faultRoutes(desk: Desk): Route[] {
  const { engine, texts } = desk;
  const back = () => PATH;
  return [
    desk.get(PATH, () => ({
      section: "faults",
      title: texts.faults,
      // Requests use faults up.
      live: "/events?requests=1",
      state: engine.faults
        .list()
        .map(({ id, left }) => `${id}:${left}`)
        .join(),
      content: html`<h1>${texts.faults}</h1>
        <p class="hint">${texts.faultsHint}</p>
        <section class="panel">${activeFaults(desk)}</section>
        <h2>${texts.planOne}</h2>
        ${SCOPE_NAMES.map((scope) => group(desk, scope))}`,
    })),
    desk.post(PATH, back, ({ form }) => {
      desk.controls.fault(faultOf(new Form(form, texts), texts));
      return texts.planned;
    }),
    desk.post(`${PATH}/{id}/remove`, back, ({ params }) => {
      if (!engine.faults.takeBack(Number(params["id"])))
        throw new SimulatorError(texts.alreadySpent);
      return texts.takenBack;
    }),
  ];
}

function activeFaults(desk: Desk): Html {
  const { engine, texts } = desk;
  const faults = engine.faults.list();
  if (faults.length === 0) return html`<p>${texts.noFaults}</p>`;
  const heads = [texts.kind, texts.details, texts.left, texts.actions];
  return table(
    texts.active,
    heads,
    faults.map((planned) => faultRow(desk, planned)),
  );
}

function faultRow({ texts }: Desk, { id, fault, left }: Planned): Html {
  const { kind, ...details } = fault;
  const shown = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  return html`<tr>
    ${cell(texts.kind, html`<strong class="mono">${kind}</strong> <span class="hint">${texts.kinds[kind]}</span>`)}
    ${cell(texts.details, html`<span class="mono">${shown.join(" · ") || "—"}</span>`)}
    ${cell(texts.left, Number.isFinite(left) ? left : texts.endless)}
    ${cell(texts.actions, button(`${PATH}/${String(id)}/remove`, texts.takeBack))}
  </tr>`;
}

function group(desk: Desk, scope: FaultScope): Html {
  const kinds = KINDS.filter((kind) => FAULTS[kind].scope === scope);
  return html`<section class="panel">
    <h3>${desk.texts.ofScope[scope]}</h3>
    ${kinds.map((kind) => faultForm(desk, kind))}
  </section>`;
}

function faultForm({ engine, texts }: Desk, kind: FaultKind): Html {
  return html`<details class="fault" id="fault-${kind}">
    <summary>
      <span class="mono">${kind}</span> <span class="hint">${texts.kinds[kind]}</span>
    </summary>
    <form class="filter" method="post" action="${PATH}">
      <input type="hidden" name="kind" value="${kind}" />
      ${faultFields(kind, engine.faults.operations, texts)}
      <button>${texts.plan}</button>
    </form>
  </details>`;
}

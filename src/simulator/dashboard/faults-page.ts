import type { Planned } from "../faults/faults.js";
import { Refusal } from "../http/refusal.js";
import type { Route } from "../http/reply.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import { SimulatorError } from "../simulator-error.js";
import type { Desk } from "./desk.js";
import { CHARGE_FAULTS, faultOf, formOfKind } from "./fault-forms.js";
import { NOTIFICATION_FAULTS, REQUEST_FAULTS } from "./fault-forms.js";
import type { FaultForm, Parameter } from "./fault-forms.js";
import { Form } from "./form.js";
import { button, cell, field, table } from "./parts.js";

const PATH = "/dashboard/faults";

/** An operation that a fault can be narrowed down to. */
export type Operation = NonNullable<Route["operation"]>;

/** `GET /dashboard/faults`: plans faults, and takes them back. */
export function faultRoutes(desk: Desk, operations: readonly Operation[]): Route[] {
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
        ${group(desk, texts.ofRequests, REQUEST_FAULTS, operations)}
        ${group(desk, texts.ofNotifications, NOTIFICATION_FAULTS, operations)}
        ${group(desk, texts.ofCharges, CHARGE_FAULTS, operations)}`,
    })),
    desk.post(PATH, back, ({ form }) => {
      const fields = new Form(form, texts);
      const asked = formOfKind(fields.text("kind") ?? "");
      if (asked === undefined) throw new Refusal(404, texts.noSuchAction);
      desk.controls.fault(faultOf(asked, fields, texts));
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

function group(
  desk: Desk,
  title: string,
  forms: readonly FaultForm[],
  operations: readonly Operation[],
): Html {
  return html`<section class="panel">
    <h3>${title}</h3>
    ${forms.map((form) => faultForm(desk, form, operations))}
  </section>`;
}

function faultForm(desk: Desk, form: FaultForm, operations: readonly Operation[]): Html {
  const { texts } = desk;
  const { kind, scope } = form;
  // The form's own keys.
  const parameters = Object.entries(form.parameters) as [Parameter, string][];
  return html`<details class="fault" id="fault-${kind}">
    <summary>
      <span class="mono">${kind}</span> <span class="hint">${texts.kinds[kind]}</span>
    </summary>
    <form class="filter" method="post" action="${PATH}">
      <input type="hidden" name="kind" value="${kind}" />
      ${parameters.map(([name, value]) => parameterField(desk, kind, name, value))}
      ${
        scope === "operation"
          ? operationField(desk, kind, operations)
          : field(`${kind}-about`, "about", texts.about, { hint: texts.anyAbout })
      }
      ${field(`${kind}-times`, "times", texts.times, { hint: texts.timesHint, isNumber: true })}
      ${field(`${kind}-chance`, "chance", texts.chance, { hint: texts.chanceHint, isNumber: true })}
      <button>${texts.plan}</button>
    </form>
  </details>`;
}

function parameterField({ texts }: Desk, kind: string, name: Parameter, value: string): Html {
  const id = `${kind}-${name}`;
  const label = texts.parameters[name];
  if (name !== "tookEffect") return field(id, name, label, { value, isNumber: name !== "message" });
  return html`<div class="field check">
    <input id="${id}" name="${name}" type="checkbox" /> <label for="${id}">${label}</label>
  </div>`;
}

function operationField({ texts }: Desk, kind: string, operations: readonly Operation[]): Html {
  const apis = [...new Set(operations.map(({ api }) => api))];
  const option = ({ api, id }: Operation) => html`<option value="${api}/${id}">${id}</option>`;
  return html`<div class="field">
    <label for="${kind}-operation">${texts.operation}</label>
    <select id="${kind}-operation" name="operation">
      <option value="">${texts.anyOperation}</option>
      ${apis.map((name) => html`<optgroup label="${name}">${operations.filter(({ api }) => api === name).map(option)}</optgroup>`)}
    </select>
  </div>`;
}

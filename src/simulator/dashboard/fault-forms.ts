import { isFaultKind, parametersOf } from "../faults/catalogue.js";
import type { FaultKind, ParameterName } from "../faults/catalogue.js";
import type { Fault } from "../faults/fault.js";
import type { Operations } from "../faults/problem.js";
import type { Parameter } from "../faults/parameter.js";
import { Refusal } from "../http/refusal.js";
import { html } from "../pages/html.js";
import type { Html } from "../pages/html.js";
import type { Form } from "./form.js";
import { field } from "./parts.js";
import type { DashboardTexts } from "./texts.js";

/** The fields of the form that plans a fault of this kind. */
export function faultFields(
  kind: FaultKind,
  operations: Operations,
  texts: DashboardTexts,
): (Html | false)[] {
  return parametersOf(kind).map(([name, parameter]) => {
    const id = `${kind}-${name}`;
    const label = texts.parameters[name];
    switch (parameter.type) {
      case "operation":
        return operationField(id, operations, texts);
      case "api":
        // Chosen with its operation.
        return false;
      case "flag":
        return html`<div class="field check">
          <input id="${id}" name="${name}" type="checkbox" /> <label for="${id}">${label}</label>
        </div>`;
      default: {
        const hint = texts.parameterHints[name];
        return field(id, name, label, {
          value: proposalOf(parameter),
          isNumber: parameter.type === "number",
          ...(hint === undefined ? {} : { hint }),
        });
      }
    }
  });
}

/**
 * The fault that a form asks for.
 *
 * @throws {@link Refusal} 404 for a kind that there is not, 400 for what is no number, or none that fits.
 */
export function faultOf(form: Form, texts: DashboardTexts): Fault {
  const kind = form.text("kind");
  if (!isFaultKind(kind)) throw new Refusal(404, texts.noSuchAction);
  const told = parametersOf(kind).flatMap(([name, parameter]) => {
    const value = valueIn(form, name, parameter, texts);
    return value === undefined ? [] : [[name, value] as const];
  });
  // The names and types are those of the catalogue.
  return { kind, ...Object.fromEntries(told) } as Fault;
}

function valueIn(
  form: Form,
  name: ParameterName,
  parameter: Parameter,
  texts: DashboardTexts,
): unknown {
  switch (parameter.type) {
    case "flag":
      return form.isChecked(name);
    case "text":
      return form.text(name);
    case "api":
    case "operation": {
      // Written together, since two APIs may have an operation of the same name.
      const [api, operation] = form.text("operation")?.split("/") ?? [];
      return parameter.type === "api" ? api : operation;
    }
    case "number": {
      const value = form.number(name, texts.parameters[name], parameter);
      if (value !== undefined || !("isRequired" in parameter)) return value;
      throw new Refusal(400, texts.badNumber(texts.parameters[name]));
    }
  }
}

/** What stands in a field before anything is entered. */
function proposalOf(parameter: Parameter): string {
  if ("proposed" in parameter) return String(parameter.proposed);
  return "default" in parameter ? String(parameter.default) : "";
}

function operationField(id: string, operations: Operations, texts: DashboardTexts): Html {
  const group = ([api, ids]: readonly [string, readonly string[]]) =>
    html`<optgroup label="${api}">
      ${ids.map((operation) => html`<option value="${api}/${operation}">${operation}</option>`)}
    </optgroup>`;
  return html`<div class="field">
    <label for="${id}">${texts.parameters.operation}</label>
    <select id="${id}" name="operation">
      <option value="">${texts.anyOperation}</option>
      ${Object.entries(operations).map(group)}
    </select>
  </div>`;
}

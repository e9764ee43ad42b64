import { fieldsOf } from "../../fields.js";
import { validators } from "../../../generated/openpay.v1/validators.js";
import type { Validate } from "../apis/read-request.js";

/** The ways to charge, by the names of their schemas. */
export type Flow =
  | "CardCharge"
  | "CardInstallmentsCharge"
  | "ThreeDSecureCharge"
  | "HostedPageCharge"
  | "RedirectTransbankCharge"
  | "TravelClubCharge"
  | "KhipuRedirectCharge"
  | "KhipuDirectCharge"
  | "KhipuTransferCharge"
  | "KhipuEmailCharge";

/**
 * Tells which flow a request is meant to be, also when it is not a valid one: so it can be told what is wrong
 * with it, and not what makes it none of the other nine.
 */
export function flowOf(request: unknown): Flow {
  const { confirm, source_id, provider } = fieldsOf(request);
  const { name, data: told } = fieldsOf(provider);
  const data = fieldsOf(told);
  if (confirm !== undefined) return "HostedPageCharge";
  if (source_id !== undefined) return cardFlowOf(data);
  switch (name) {
    case "transbank":
      return "RedirectTransbankCharge";
    case "travel_club":
      return "TravelClubCharge";
    case "khipu":
      return khipuFlowOf(data);
    default:
      return "CardCharge";
  }
}

const NO_ERRORS: Pick<Validate, "errors"> = { errors: null };

/** Validates a request to charge by the schema of its flow. */
export const validateCharge: Validate = Object.assign((request: unknown): boolean => {
  writeConfirm(request);
  const validate = validators.createCharge.variants?.[flowOf(request)];
  if (validate === undefined) throw new Error(`no validator of ${flowOf(request)} was generated`);
  const isValid = validate(request);
  validateCharge.errors = validate.errors ?? null;
  return isValid;
}, NO_ERRORS);

/** The document's text says `confirm: false`, its example `"false"`: both are taken. */
function writeConfirm(request: unknown): void {
  if (typeof request !== "object" || request === null || !("confirm" in request)) return;
  if (request.confirm === false) request.confirm = "false";
}

function cardFlowOf(data: Readonly<Record<string, unknown>>): Flow {
  if (data["use_3d_secure"] === true) return "ThreeDSecureCharge";
  return data["share_id"] === undefined ? "CardCharge" : "CardInstallmentsCharge";
}

function khipuFlowOf(data: Readonly<Record<string, unknown>>): Flow {
  if (data["send_email"] === true) return "KhipuEmailCharge";
  if (data["request_bank_data"] === true) return "KhipuTransferCharge";
  return data["bank_id"] === undefined ? "KhipuRedirectCharge" : "KhipuDirectCharge";
}

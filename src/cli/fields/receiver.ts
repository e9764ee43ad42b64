import type { CreateReceiverParams } from "../../types.js";
import { type Fields, required, text } from "./field.js";

/** What `receivers create` takes. */
export const RECEIVER_FIELDS: Fields<CreateReceiverParams> = {
  admin_first_name: required("the administrator's first name", "el nombre del administrador"),
  admin_last_name: required("the administrator's last name", "el apellido del administrador"),
  admin_email: required("the administrator's e-mail", "el correo del administrador"),
  country_code: required("the country, e.g. CL", "el país, p. ej. CL", { byDefault: "CL" }),
  business_identifier: required("the business's RUT", "el RUT de la empresa"),
  business_category: required("what the business does", "el giro de la empresa"),
  business_name: required("the business's name", "el nombre de la empresa"),
  business_phone: required("the business's phone", "el teléfono de la empresa"),
  business_address_line_1: required("the address, line 1", "la dirección, línea 1"),
  business_address_line_2: required("the address, line 2", "la dirección, línea 2"),
  business_address_line_3: required("the address, line 3", "la dirección, línea 3"),
  contact_full_name: required("the contact's name", "el nombre del contacto"),
  contact_job_title: required("the contact's position", "el cargo del contacto"),
  contact_email: required("the contact's e-mail", "el correo del contacto"),
  contact_phone: required("the contact's phone", "el teléfono del contacto"),
  bank_account_bank_id: text("the account's bank", "el banco de la cuenta"),
  bank_account_type: text("the account's type", "el tipo de cuenta"),
  bank_account_identifier: text("the account owner's RUT", "el RUT del titular de la cuenta"),
  bank_account_name: text("the account owner's name", "el nombre del titular de la cuenta"),
  bank_account_number: text("the account's number", "el número de la cuenta"),
  notify_url: text("the account's default webhook", "el webhook por defecto de la cuenta"),
  rendition_url: text("told of pay-outs", "se le avisa de las rendiciones"),
};

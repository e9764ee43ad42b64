/**
 * Writes a RUT the way Khipu shows it (`11.111.111-1`).
 *
 * @returns `undefined` when it is no RUT, or its check digit is wrong. Dots and hyphen may be missing.
 */
export function formatRut(text: string): string | undefined {
  const [, body, digit] = /^(\d{6,8})-?([\dk])$/i.exec(text.replace(/[.\s]/g, "")) ?? [];
  if (body === undefined || digit?.toUpperCase() !== checkDigit(body)) return undefined;
  return `${body.replace(/\B(?=(\d{3})+$)/g, ".")}-${digit.toUpperCase()}`;
}

/** Whether two personal identifiers are the same but for dots, hyphens, spaces and case. */
export function sameIdentifier(a: string, b: string): boolean {
  return bare(a) === bare(b);
}

/** The account that a payer has at DemoBank: the RUT's digits (K counts as 0), filled up to 21. */
export function accountNumberOf(rut: string): string {
  return bare(rut).replace("K", "0").padStart(21, "0");
}

function bare(identifier: string): string {
  return identifier.replace(/[^\dA-Za-z]/g, "").toUpperCase();
}

// Modulo 11 with the weights 2 to 7 from the right.
function checkDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i += 1) {
    sum += Number(body.charAt(body.length - 1 - i)) * (2 + (i % 6));
  }
  return "0123456789K".charAt((11 - (sum % 11)) % 11);
}

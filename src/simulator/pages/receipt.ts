import type { Payment } from "../../types.js";

/** A receipt: one page of PDF with what was paid, by whom and to whom. */
export function receiptPdf(payment: Payment, receiverName: string): Buffer {
  const lines = [
    "Comprobante de pago (simulado, sin valor)",
    `Pago: ${payment.payment_id}`,
    `Cobrador: ${receiverName} (${String(payment.receiver_id)})`,
    `Asunto: ${payment.subject}`,
    `Monto: ${String(payment.amount)} ${payment.currency}`,
    `Pagador: ${payment.payer_name}, RUT ${payment.personal_identifier}`,
    `Banco: ${payment.bank}`,
    `Conciliado: ${payment.conciliation_date ?? ""}`,
  ];
  const shown = lines.map((line, at) => `${at === 0 ? "" : "0 -22 Td "}(${pdfText(line)}) Tj`);
  const content = `BT /F1 12 Tf 60 780 Td ${shown.join(" ")} ET`;
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ]);
}

function pdfOf(objects: readonly string[]): Buffer {
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${String(at + 1)} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const size = String(objects.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${String(file.length)}\n%%EOF\n`;
  // Every character is one byte: what Latin-1 lacks was replaced before.
  return Buffer.from(file + table + trailer, "latin1");
}

function pdfText(text: string): string {
  return text
    .slice(0, 90)
    .replace(/[^\x20-\x7e\xa0-\xff]/g, "?")
    .replace(/[\\()]/g, (character) => `\\${character}`);
}

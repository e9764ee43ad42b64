import type { Engine } from "../engine.js";
import { Refusal } from "../http/refusal.js";
import { khipuRefusal } from "../http/reply.js";
import type { Reply, Route } from "../http/reply.js";
import { findBank } from "../payments/banks.js";
import { listPaymentMethods } from "../payments/payment-methods.js";
import { receiptName } from "../payments/payment-view.js";
import { appIcon, logo, mark } from "./logo.js";
import { receiptPdf } from "./receipt.js";
import { STYLE } from "./style.js";

/** The files that answers and pages point to: receipts, logos, and the pages' style. */
export function fileRoutes(engine: Engine): Route[] {
  return [
    fileRoute("/receipts/{file}", (file) => receipt(engine, file)),
    fileRoute("/assets/style.css", styleSheet),
    fileRoute("/assets/icon.svg", appIcon),
    fileRoute("/logos/{file}", logoFile),
  ];
}

function fileRoute(path: string, find: (file: string) => Reply | undefined): Route {
  return {
    method: "GET",
    path,
    refuse: khipuRefusal,
    answer: ({ params }) => {
      const reply = find(params["file"] ?? "");
      if (reply === undefined) throw new Refusal(404, "El archivo no existe");
      return reply;
    },
  };
}

function styleSheet(): Reply {
  const headers = { "content-type": "text/css; charset=utf-8", "cache-control": "no-cache" };
  return { status: 200, headers, body: STYLE };
}

function receipt(engine: Engine, file: string): Reply | undefined {
  const row = engine.payments.get(/^CPKH-\d+-(\w+)\.pdf$/.exec(file)?.[1] ?? "");
  if (row?.conciliatedAt === undefined || `${receiptName(row)}.pdf` !== file) return undefined;
  const pdf = receiptPdf(engine.payments.view(row), engine.receivers.of(row).name);
  return { status: 200, headers: { "content-type": "application/pdf" }, body: pdf };
}

/** A logo, or the small one beside a bank's name on a page. */
function logoFile(file: string): Reply | undefined {
  const [, id = "", small] = /^(\w+?)(-mark)?\.svg$/.exec(file) ?? [];
  const name = logoName(id);
  if (name === undefined) return undefined;
  return small === undefined ? logo(name) : mark(name);
}

function logoName(id: string): string | undefined {
  const method = listPaymentMethods("").find((known) => known.id.toLowerCase() === id);
  return findBank(id)?.name ?? method?.name;
}

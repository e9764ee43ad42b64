/**
 * `npm run docs:picture`: draws the way of a payment, which opens the READMEs, in both languages. The picture has a
 * ground of its own, so that it reads alike on a light and on a dark page.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./specs.js";

type Lane = "payer" | "shop" | "khipu";
type Language = "en" | "es";
type Said = Readonly<Record<Language, string>>;

/** An arrow from one lane to another, or a note on one. */
type Step =
  | { readonly from: Lane; readonly to: Lane; readonly says: Said; readonly isQuiet?: boolean }
  | { readonly at: Lane; readonly lines: readonly Said[] };

const WIDTH = 600;
const LANES: Readonly<Record<Lane, number>> = { payer: 80, shop: 300, khipu: 520 };
const NAMES: Readonly<Record<Lane, Said>> = {
  payer: { en: "Payer", es: "Pagador" },
  shop: { en: "Your shop", es: "Tu tienda" },
  khipu: { en: "Khipu", es: "Khipu" },
};
const STEPS: readonly Step[] = [
  { from: "shop", to: "khipu", says: { en: "payments.create", es: "payments.create" } },
  { from: "shop", to: "payer", says: { en: "payment_url", es: "payment_url" } },
  {
    from: "payer",
    to: "khipu",
    says: { en: "chooses a bank, and pays there", es: "elige su banco, y paga ahí" },
  },
  {
    from: "payer",
    to: "shop",
    says: { en: "returns, not yet paid", es: "vuelve, aún impago" },
    isQuiet: true,
  },
  {
    from: "khipu",
    to: "shop",
    says: { en: "signed notification", es: "notificación firmada" },
  },
  {
    at: "shop",
    lines: [
      { en: "is the signature Khipu's?", es: "¿la firma es de Khipu?" },
      { en: "is it this order's amount?", es: "¿es el monto de este pedido?" },
      { en: "claim and onPaid, once", es: "marca y onPaid, una sola vez" },
    ],
  },
  { from: "shop", to: "khipu", says: { en: "200: settled", es: "200: saldado" } },
  { from: "shop", to: "payer", says: { en: "what was bought", es: "lo que compró" } },
];
const TITLE: Said = {
  en: "The way of a payment, from its creation to a settled order",
  es: "El camino de un pago, desde que se crea hasta que el pedido queda saldado",
};

/** The picture, as SVG. */
export function paymentWay(language: Language): string {
  let y = 96;
  const drawn = STEPS.map((step) => {
    const at = y;
    y += "at" in step ? step.lines.length * 24 + 40 : 48;
    return "at" in step ? note(step, at - 14, language) : arrow(step, at + 8, language);
  });
  const height = y + 8;
  const lanes = Object.entries(LANES).map(([lane, x]) => {
    const name = NAMES[lane as Lane][language];
    return `<path d="M${x} 64V${height - 20}" stroke="#3d6d5d" stroke-width="2" stroke-dasharray="2 6"/>
<rect x="${x - 62}" y="24" width="124" height="38" rx="8" fill="#0b6e4f"/>
<text x="${x}" y="49" font-weight="600" fill="#fff">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${TITLE[language]}" font-family="system-ui, sans-serif" font-size="17" text-anchor="middle">
<title>${TITLE[language]}</title>
<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#8fe3c2"/></marker></defs>
<rect width="${WIDTH}" height="${height}" rx="14" fill="#10261f"/>
${[...lanes, ...drawn].join("\n")}
</svg>
`;
}

function arrow(
  { from, to, says, isQuiet = false }: Extract<Step, { from: Lane }>,
  y: number,
  language: Language,
): string {
  const [start, end] = [LANES[from], LANES[to]];
  const back = end < start ? 8 : -8;
  const dashes = isQuiet ? ' stroke-dasharray="6 5"' : "";
  const middle = (start + end) / 2;
  const width = says[language].length * 8.6;
  return `<path d="M${start} ${y}H${end + back}" stroke="#8fe3c2" stroke-width="2" marker-end="url(#tip)"${dashes}/>
<rect x="${middle - width / 2}" y="${y - 26}" width="${width}" height="20" fill="#10261f"/>
<text x="${middle}" y="${y - 10}" fill="#e9f7f1">${says[language]}</text>`;
}

function note({ at, lines }: Extract<Step, { at: Lane }>, y: number, language: Language): string {
  const x = LANES[at];
  const height = lines.length * 24 + 18;
  const texts = lines.map(
    (line, index) =>
      `<text x="${x}" y="${y + 29 + index * 24}" fill="#10261f">${line[language]}</text>`,
  );
  return `<rect x="${x - 145}" y="${y}" width="290" height="${height}" rx="8" fill="#c9f2e1"/>
${texts.join("\n")}`;
}

/** Where it stands, relative to the repository. */
export function pictureOf(language: Language): string {
  return `docs/images/payment-way${language === "es" ? ".es" : ""}.svg`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  for (const language of ["en", "es"] as const) {
    writeFileSync(join(ROOT, pictureOf(language)), paymentWay(language));
  }
}

import { CHECKOUT_STYLE } from "./checkout-style.js";

/** What all pages have in common: colours, text, cards, forms and buttons. */
const BASE = `
:root {
  color-scheme: light dark;
  --back: #f5f4f9; --paper: #fff; --sunk: #f5f4f9;
  --ink: #1d1a29; --muted: #5b5769; --line: #dedbe8; --edge: #858096;
  --brand: #6226c4; --brand-hover: #4f1ba5; --on-brand: #fff; --tint: #f1eafd;
  --good: #0b6b3f; --good-tint: #e2f5ea; --bad: #b3261e; --bad-tint: #fdeceb;
  --wait: #7a4f00; --wait-tint: #fff3d6; --shadow: 0 1px 2px #1d1a2914, 0 8px 24px #1d1a290f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #131119; --paper: #1d1a26; --sunk: #262231;
    --ink: #f0edf8; --muted: #b3adc4; --line: #39344a; --edge: #837b9a;
    --brand: #bfa1fa; --brand-hover: #d3bdfc; --on-brand: #1c0d3d; --tint: #2c2342;
    --good: #6fdba3; --good-tint: #17322a; --bad: #ffb0a8; --bad-tint: #401d1f;
    --wait: #ffd27a; --wait-tint: #3a2d10; --shadow: none;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  color: var(--ink); background: var(--back);
}
main { width: 100%; max-width: 64rem; margin: 0 auto; padding: 1rem; flex: 1; }
h1, h2, p { margin: 0; }
h1 { font-size: 1.125rem; line-height: 1.35; }
h2 { font-size: 1.25rem; line-height: 1.3; letter-spacing: -.01em; }
a { color: var(--brand); text-underline-offset: .2em; }
a:hover { color: var(--brand-hover); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; border-radius: 6px; }
.icon { width: 1.5em; height: 1.5em; flex: none; }
.hint { font-size: .875rem; color: var(--muted); font-weight: 400; }
.announcement { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.problem { color: var(--bad); font-weight: 600; font-size: .9375rem; }
.amount { font-size: clamp(1.25rem, 7vw, 1.75rem); line-height: 1.2; font-weight: 700; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.card {
  background: var(--paper); border: 1px solid var(--line); border-radius: 16px;
  padding: 1.25rem; box-shadow: var(--shadow); overflow-wrap: anywhere;
}
label { display: block; font-weight: 600; font-size: .9375rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { font-weight: 600; padding: 0; margin-bottom: .5rem; }
input[type=text], input[type=password] {
  width: 100%; min-height: 48px; font: inherit; padding: .5rem .75rem;
  border: 1px solid var(--edge); border-radius: 10px; background: var(--paper); color: inherit;
}
input[aria-invalid=true] { border: 2px solid var(--bad); }
input[type=radio] { width: 1.25rem; height: 1.25rem; flex: none; margin: 0; accent-color: var(--brand); }
.field { display: grid; gap: .375rem; min-width: 0; }
.row { display: flex; gap: .75rem; }
.row > .field { flex: 1; align-content: end; }
.row label { font-size: .8125rem; color: var(--muted); font-weight: 400; }
button, .button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 48px;
  padding: .625rem 1rem; border: 1px solid transparent; border-radius: 10px; text-align: center;
  font: inherit; font-weight: 600; text-decoration: none; cursor: pointer;
  background: var(--brand); color: var(--on-brand); transition: background .15s, border-color .15s;
}
button:hover, .button:hover { background: var(--brand-hover); color: var(--on-brand); }
button.quiet, .button.quiet { background: transparent; color: var(--ink); border-color: var(--edge); }
button.quiet:hover, .button.quiet:hover { background: var(--sunk); color: var(--ink); }
.button.plain { background: transparent; color: var(--brand); text-decoration: underline; }
.button.plain:hover { color: var(--brand-hover); text-decoration-thickness: 2px; }
button.quiet.bad { color: var(--bad); border-color: var(--bad); }
button.quiet.bad:hover { background: var(--bad-tint); color: var(--bad); }
code { font: 600 .9375em ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) { .choice, .card, .banner { border: 1px solid; } }
`;

/** The style of all pages; nothing is fetched from anywhere. */
export const STYLE = BASE + CHECKOUT_STYLE;

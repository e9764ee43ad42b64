/** The style of the pages on which somebody pays or signs: narrow first, then two columns. */
export const CHECKOUT_STYLE = `
.banner { background: var(--wait-tint); color: var(--wait); font-size: .8125rem; }
.banner p:first-child { max-width: 64rem; margin: 0 auto; padding: .5rem 1rem; text-align: center; }
.footer {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1.5rem;
  width: 100%; max-width: 64rem; margin: 0 auto; padding: .5rem 1rem 1rem; font-size: .875rem; color: var(--muted);
}
.footer nav { display: flex; gap: .5rem; margin: 0 -.5rem; }
.footer a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .5rem; color: inherit; }
.footer a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }

.checkout { display: grid; gap: 1rem; max-width: 30rem; margin: 0 auto; }
.checkout > *, .steps > *, form > * { min-width: 0; }
.summary, .particulars { display: grid; gap: .75rem; padding: .25rem; overflow-wrap: anywhere; }
.receiver { display: flex; align-items: center; gap: .75rem; line-height: 1.3; }
.receiver .hint { display: block; font-size: .8125rem; }
.initial {
  display: grid; place-items: center; width: 40px; height: 40px; flex: none;
  border-radius: 10px; background: var(--brand); color: var(--on-brand); font-weight: 700; font-size: 1.125rem;
}
.charge { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .125rem 1rem; }
.charge h1 { font-weight: 500; }
.charge .amount .hint { display: block; letter-spacing: 0; }
.body { white-space: pre-line; color: var(--muted); font-size: .9375rem; }
.picture { max-width: 100%; max-height: 12rem; border-radius: 12px; }
.facts { display: grid; gap: .25rem; margin: 0; font-size: .875rem; }
.facts > div { display: flex; justify-content: space-between; gap: 1rem; }
.facts dt { flex: none; max-width: 50%; color: var(--muted); }
.facts dd { margin: 0; min-width: 0; text-align: right; font-variant-numeric: tabular-nums; }
.facts dd .hint { display: block; font-size: .8125rem; }

.steps, .steps form { display: grid; gap: 1.25rem; align-content: start; }
.progress { display: grid; gap: .375rem; }
.progress ol { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: .5rem; list-style: none; margin: 0; padding: 0; }
.progress li { border-top: 4px solid var(--line); border-radius: 2px; padding-top: .25rem; font-size: .8125rem; line-height: 1.3; color: var(--muted); }
.progress li.past { border-color: var(--brand); }
.progress li[aria-current] { border-color: var(--brand); color: var(--ink); font-weight: 600; }
.choice {
  display: flex; align-items: center; gap: .75rem; min-height: 60px; padding: .625rem .875rem; cursor: pointer;
  border: 1px solid var(--edge); margin-top: -1px; font-weight: 400; font-size: 1rem; line-height: 1.35;
}
.choice:first-of-type { border-radius: 12px 12px 0 0; margin-top: 0; }
.choice:last-of-type { border-radius: 0 0 12px 12px; }
.choice:only-of-type { border-radius: 12px; }
.choice:hover { background: var(--sunk); }
.choice:has(:checked) { background: var(--tint); border-color: var(--brand); position: relative; }
.choice:has(:disabled) { background: var(--sunk); color: var(--muted); cursor: not-allowed; }
.choice:has(:focus-visible) { outline: 3px solid var(--brand); outline-offset: 2px; position: relative; }
.choice :focus-visible { outline: none; }
.choice:has(:disabled) img { filter: grayscale(1); opacity: .5; }
.choice img { border-radius: 8px; flex: none; }
.choice-title { display: block; font-weight: 600; }
.choice .hint { display: block; font-size: .8125rem; }
.test-data {
  display: flex; gap: .625rem; padding: .625rem .75rem; border-radius: 10px; border: 1px dashed var(--edge);
  background: var(--sunk); font-size: .875rem; color: var(--muted);
}
.test-data strong, .test-data code { color: var(--ink); }
.test-data code { user-select: all; }
.resume { display: grid; gap: .75rem; padding: .875rem; border-radius: 12px; background: var(--tint); }
.leaving { display: grid; gap: .5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
form + .button { margin-top: -.75rem; }
.leaving .button + .hint { text-align: center; margin-top: -.625rem; }
details > summary { display: flex; align-items: center; min-height: 44px; cursor: pointer; color: var(--muted); font-size: .9375rem; }
.leaving > details > summary { justify-content: center; }
details > summary::before { content: "▸"; margin-right: .5rem; }
details[open] > summary::before { content: "▾"; }
.steps details form { gap: .375rem; margin-top: .5rem; }

.state { display: grid; justify-items: center; gap: 1rem; padding: .75rem 0 .25rem; text-align: center; }
.state p { margin-top: .5rem; color: var(--muted); }
.sign { display: grid; place-items: center; width: 4rem; height: 4rem; border-radius: 50%; font-size: 1.625rem; background: var(--sunk); color: var(--muted); }
.good .sign { background: var(--good-tint); color: var(--good); }
.bad .sign { background: var(--bad-tint); color: var(--bad); }
.wait .sign { background: var(--wait-tint); color: var(--wait); position: relative; }
.wait .sign::after {
  content: ""; position: absolute; inset: -3px; border-radius: 50%;
  border: 3px solid transparent; border-top-color: currentColor; animation: turn 1.2s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn); } }
.steps > .facts { border-block: 1px solid var(--line); padding-block: .875rem; }
.notice { max-width: 30rem; margin: 10vh auto 0; text-align: center; }
.notice p { margin-top: .5rem; color: var(--muted); }

@media (min-width: 52rem) {
  main { padding: 3rem 2rem; }
  .checkout { grid: auto 1fr / minmax(0, 1fr) 28rem; gap: 1.5rem 4rem; max-width: none; align-items: start; }
  .card.steps { grid-area: 1 / 2 / span 2; }
  .summary, .particulars { gap: 1.5rem; }
  .charge { display: grid; justify-content: start; gap: .5rem; }
  .charge h1 { font-size: 1.25rem; }
  .amount { font-size: clamp(1.75rem, 3.4vw, 2.75rem); }
  .charge .amount .hint { font-size: 1rem; }
  .facts { font-size: .9375rem; }
  .particulars .facts { border-top: 1px solid var(--line); padding-top: 1.25rem; max-width: 26rem; gap: .625rem; }
  .card.steps { padding: 2rem; }
}
`;

/** The dashboard's own style, on top of `style.css` and its colours. */
export const DASHBOARD_STYLE = `
:root {
  --muted: #5c5570; --soft: #f7f5fb; --code: #f3f1f8;
  --good: #0b6238; --good-back: #e1f4e8; --bad-ink: #9a1f19; --bad-back: #fde9e7;
  --wait: #6e4400; --wait-back: #fcf0d6; --calm: #4a4560; --calm-back: #eceaf3;
}
@media (prefers-color-scheme: dark) { :root {
  --muted: #b0a9c4; --soft: #25202f; --code: #17141f;
  --good: #86e5ae; --good-back: #15351f; --bad-ink: #ffb4ab; --bad-back: #471b1b;
  --wait: #f3ca72; --wait-back: #3b2c0b; --calm: #cdc7df; --calm-back: #322c42;
} }
body { display: block; font: 15px/1.5 system-ui, sans-serif; min-height: 100vh; padding: 0; }
main { display: block; max-width: 78rem; width: 100%; margin: 0 auto; padding: 1.5rem 1.25rem 2rem; background: none; border: 0; box-shadow: none; }
.skip { position: absolute; left: -100vw; top: .5rem; z-index: 3; background: var(--paper); padding: .5rem .75rem; border-radius: 8px; }
.skip:focus { left: .5rem; }
.bar { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; max-width: none; margin: 0; padding: .5rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line); }
.bar .brand { display: flex; gap: .5rem; align-items: center; margin: 0; padding: .25rem 0; font-weight: 700; color: var(--ink); text-decoration: none; }
.bar .mark { width: 1.25rem; height: 1.25rem; border-radius: 6px; background: linear-gradient(135deg, var(--brand), #2ec4b6); }
.bar nav { display: flex; gap: .125rem; overflow-x: auto; margin: 0; padding: 3px; scrollbar-width: none; }
.bar nav a { padding: .3rem .65rem; border-radius: 8px; color: var(--muted); text-decoration: none; font-weight: 500; white-space: nowrap; }
.bar nav a:hover { background: var(--soft); color: var(--ink); }
.bar nav a[aria-current] { background: var(--calm-back); color: var(--ink); }
.dash { display: block; overflow-wrap: break-word; }
.dash h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; margin: 0 0 .75rem; overflow-wrap: anywhere; }
.dash h2 { font-size: 1rem; margin: 0 0 .5rem; }
.dash h3, .dash h4 { font-size: .9rem; margin: .75rem 0 .35rem; }
.dash p { margin: 0 0 .5rem; }
.dash .hint { font-size: .8125rem; color: var(--muted); opacity: 1; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 1.25rem; align-items: start; }
.columns > * { min-width: 0; }
.panel { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.125rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
.dash p.panel { margin-bottom: 1rem; }
.panel-head { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin-bottom: .35rem; }
.panel-head h2, .panel-head h3 { margin: 0; }
.dash .panel-head form { margin: 0 0 0 auto; }
.panel.warning { border-color: var(--wait); }
.panel.warning ul { margin: 0; padding-left: 1.1rem; }
.empty { padding: 1.5rem; }
.crumb { font-size: .875rem; }
.dash .amount { font-size: 1.75rem; letter-spacing: -.02em; margin: 0 .35rem 0 0; vertical-align: middle; }
.flash { padding: .65rem .9rem; border-radius: 10px; font-weight: 500; overflow-wrap: anywhere; }
.dash .flash { margin-bottom: 1rem; }
.flash.good { background: var(--good-back); color: var(--good); }
.flash.bad { background: var(--bad-back); color: var(--bad-ink); }
.badge { display: inline-block; padding: .1rem .55rem; border-radius: 99px; font-size: .8125rem; font-weight: 600; vertical-align: middle; overflow-wrap: break-word; }
.badge.good { background: var(--good-back); color: var(--good); }
.badge.bad { background: var(--bad-back); color: var(--bad-ink); }
.badge.wait { background: var(--wait-back); color: var(--wait); }
.badge.calm { background: var(--calm-back); color: var(--calm); }
.mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .8125rem; overflow-wrap: anywhere; }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
pre { margin: 0 0 .75rem; padding: .75rem; max-height: 24rem; overflow: auto; background: var(--code); border: 1px solid var(--line); border-radius: 8px; font: .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre.raw, .list pre { white-space: pre-wrap; overflow-wrap: anywhere; }
table.list { width: 100%; font-size: .9rem; border-collapse: separate; border-spacing: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; margin: 0 0 1rem; }
.list caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.panel .list { border-radius: 8px; margin: .5rem 0; }
.list th, .list td { padding: .55rem .75rem; text-align: left; overflow-wrap: anywhere; vertical-align: top; border-bottom: 1px solid var(--line); }
.list tbody tr:last-child > * { border-bottom: 0; }
.list time { white-space: nowrap; }
.list thead th { font-size: .75rem; font-weight: 600; color: var(--muted); white-space: nowrap; }
.list tbody tr:hover { background: var(--soft); }
.list tbody th { font-weight: 500; color: var(--muted); }
.main-link { display: block; font-weight: 600; overflow-wrap: anywhere; }
.fields { padding: 0; border: 0; background: none; }
.fields .list caption { position: static; width: auto; height: auto; clip-path: none; text-align: left; font-weight: 700; padding: 0 0 .5rem; }
.url { word-break: break-all; }
.dash label { display: block; margin: 0 0 .25rem; font-size: .8125rem; font-weight: 500; color: var(--muted); }
.dash input:not([type=checkbox]), .dash select { width: 100%; min-height: 2.4rem; font: inherit; font-size: .9375rem; padding: .35rem .6rem; color: var(--ink); background: var(--paper); border: 1px solid var(--muted); border-radius: 8px; }
.dash button { width: auto; min-height: 2.4rem; font: inherit; font-size: .875rem; font-weight: 600; padding: .35rem .8rem; border: 1px solid var(--brand); border-radius: 8px; background: var(--brand); color: var(--paper); cursor: pointer; box-shadow: none; white-space: nowrap; }
.dash button.quiet { background: var(--paper); color: var(--ink); border-color: var(--line); }
.dash button:hover { filter: brightness(.95); }
.dash button.quiet:hover { background: var(--soft); border-color: var(--muted); filter: none; }
.dash form { margin: 0; }
.filter { display: flex; flex-wrap: wrap; gap: .75rem; align-items: flex-end; }
.dash .filter { margin: 0 0 1rem; }
.panel .filter { margin: .75rem 0 .25rem; align-items: flex-start; }
.panel .filter button { margin-top: 1.5rem; }
.filter .field { flex: 1 1 9rem; min-width: 0; }
.filter .field:has(#q) { flex: 3 1 14rem; }
.filter .clear { padding: .5rem 0; }
.dash .field { display: block; }
.dash .field.check { display: flex; }
.wallet { max-width: 30rem; }
.field .hint { margin: .25rem 0 0; }
.field.check { gap: .5rem; align-items: center; padding-top: 1.75rem; }
.field.check label { margin: 0; color: var(--ink); font-size: .9375rem; }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.buttons form { max-width: 100%; }
.panel > .buttons { margin: .25rem 0 .5rem; }
.inline { display: flex; flex-wrap: wrap; gap: .5rem; align-items: stretch; }
.dash .inline { margin: .5rem 0; }
.list .inline { margin: 0; }
.inline input { min-width: 3.5rem; flex: 1 1 4rem; }
.inline select { flex: 2 1 6.5rem; }
.inline button { flex: none; }
.copy { display: none; }
.copies .dash .copy { display: inline-block; min-height: 1.75rem; padding: .05rem .5rem; font-size: .75rem; }
.copyable { position: relative; }
.copies .dash .copyable > .copy { position: absolute; top: .35rem; right: .35rem; }
.copies .copyable > pre { padding-right: 5.5rem; min-height: 2.5rem; }
.copies .to-copy dd { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem; align-items: center; }
@media (min-width: 52.01rem) {
  .requests td:nth-child(3) { width: 50%; }
  .dash .list summary { min-height: 0; padding: 0; }
  .fields tbody th { white-space: nowrap; }
}
.requests td:nth-child(4) .hint { display: block; }
.dash details.panel { padding-block: .25rem; }
.requests summary .number { font-size: .8125rem; font-weight: 600; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.clock { font-size: 1.0625rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.told { margin: 0 0 .5rem; }
.told div { margin: 0 0 .5rem; }
.told dt { font-size: .8125rem; color: var(--muted); }
.told dd { margin: 0; overflow-wrap: anywhere; }
.told.wide-told { display: flex; flex-wrap: wrap; gap: 0 2rem; }
.links a { display: block; padding: .2rem 0; }
.dash .timeline { display: block; list-style: none; margin: 0; padding: 0 0 0 1rem; border-left: 2px solid var(--line); }
.dash .timeline li { display: block; list-style: none; position: relative; padding: 0 0 .75rem; }
.timeline li::before { content: ""; position: absolute; left: -1.4rem; top: .4rem; width: .65rem; height: .65rem; border-radius: 50%; background: var(--brand); border: 2px solid var(--paper); }
.timeline time { display: block; font-size: .8125rem; color: var(--muted); }
.sub { font-size: .8125rem; font-weight: 600; color: var(--muted); }
.dash summary { display: list-item; cursor: pointer; padding: .35rem 0; font-weight: 500; }
.dash summary::before, .dash summary::after, .dash details[open] summary::before, .dash details[open] summary::after { content: none; }
.fault + .fault { border-top: 1px solid var(--line); }
.pager { display: flex; gap: 1rem; align-items: center; justify-content: flex-end; padding: .25rem 0 1rem; }
.dash-footer { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; max-width: 78rem; margin: 0 auto; padding: 0 1.25rem 2rem; font-size: .8125rem; color: var(--muted); text-align: left; }
.dash-footer p { flex: 1 1 20rem; margin: 0; }
.dash-footer nav { display: flex; gap: .5rem 1rem; margin: 0; }
.dash-footer a { display: inline-flex; align-items: center; min-height: 2rem; color: inherit; }
.dash-footer a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.dash button.danger { background: var(--bad-ink); border-color: var(--bad-ink); }
@media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 52rem) {
  main { padding: 1rem .875rem 1.5rem; }
  .bar { padding: .5rem .875rem; position: static; }
  .bar nav { width: 100%; flex-wrap: wrap; }
  .bar nav a { padding: .3rem .5rem; }
  table.list, .list tbody, .list tr, .list td, .list tbody th { display: block; }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.list { background: none; border: 0; }
  .list tbody tr { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: .5rem .875rem; margin: 0 0 .75rem; }
  .list td, .list tbody th { border: 0; padding: .25rem 0; }
  .list td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .5rem; }
  .list td > * { grid-column: 2; justify-self: start; min-width: 0; max-width: 100%; }
  .list td::before { content: attr(data-label); grid-column: 1; font-size: .8125rem; color: var(--muted); }
  .list td:has(.buttons) { display: block; }
  .list td:has(.buttons)::before { display: block; }
  .payments tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .75rem; }
  .payments td { display: block; }
  .payments td::before { content: none; }
  .list time { white-space: normal; }
  .requests td:nth-child(3)::before { content: none; }
  .payments td:nth-child(3) { grid-column: 1 / -1; }
  .payments td:nth-child(2n + 4), .payments td:nth-child(5) { font-size: .8125rem; color: var(--muted); }
  .fields tbody { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: .25rem .875rem; }
  .fields .list tbody tr { margin: 0; padding: .4rem 0; border: 0; border-radius: 0; }
  .fields .list tbody tr + tr { border-top: 1px solid var(--line); }
  .fields .list td { display: block; }
  .fields .list td::before { content: none; }
  .list td > details { grid-column: 1 / -1; justify-self: stretch; }
  .dash button, .dash input:not([type=checkbox]), .dash select { min-height: 2.75rem; }
}
`;

/** The whole style of the pages; nothing is fetched from anywhere. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c1530; --paper: #fff; --line: #d8d3e4; --brand: #6c2bd9; --bad: #b3261e; --back: #f4f1fa; }
@media (prefers-color-scheme: dark) { :root { --ink: #efeaf8; --paper: #1e1a28; --line: #463d5c; --brand: #b794f6; --bad: #ffb4ab; --back: #121018; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back); }
main { max-width: 28rem; margin: 0 auto; padding: 1rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin: 1rem 0; overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
.amount { font-size: 2rem; font-weight: 700; margin: .25rem 0; }
.hint { font-size: .875rem; opacity: .8; }
.problem { color: var(--bad); font-weight: 600; }
label { display: block; margin: .75rem 0 .25rem; }
fieldset { border: 0; margin: 0 0 1rem; padding: 0; }
legend { font-weight: 600; padding: 0; }
.choice { display: flex; gap: .75rem; align-items: flex-start; border: 1px solid var(--line); border-radius: 8px; padding: .75rem; margin: .5rem 0; }
input[type=text], input[type=password] { width: 100%; font: inherit; padding: .625rem; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); color: inherit; }
.row { display: flex; gap: .5rem; }
button { width: 100%; font: inherit; font-weight: 600; padding: .75rem; border: 0; border-radius: 8px; background: var(--brand); color: var(--paper); cursor: pointer; }
button.quiet { background: none; color: inherit; border: 1px solid var(--line); }
form + form, .actions { margin-top: .5rem; }
a { color: var(--brand); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
`;

/**
 * `/assets/live.js`: replaces a page's `main` when the simulator says that it is out of date.
 *
 * Pages do without it; it never runs anything that it gets, and asks nobody but its own address.
 */
export const LIVE_SCRIPT = `
const FIELDS = "input:not([type=hidden]), select, textarea";
const main = document.querySelector("main");
let shown = main.innerHTML;
let [isBusy, isStale, isGone] = [false, false, false];

const all = (selector, root = main) => [...root.querySelectorAll(selector)];
const stateIn = (root) => root.querySelector("[data-state]")?.dataset.state;
// Tells an element again after its page was replaced.
const keyOf = (element) => element.id || [element.tagName, element.form?.getAttribute("action"),
  element.name, element.type === "radio" && element.value, element.getAttribute("href"),
  !element.name && element.textContent.trim()].join("|");
const isTyped = (field) => field.type === "checkbox" || field.type === "radio"
  ? field.checked !== field.defaultChecked
  : field.options
    ? field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected))
    : field.value !== field.defaultValue;

function swap(next) {
  const active = main.contains(document.activeElement) ? document.activeElement : undefined;
  const focus = active && { key: keyOf(active), start: active.selectionStart, end: active.selectionEnd };
  const typed = new Map(all(FIELDS).filter(isTyped).map((field) => [keyOf(field), field]));
  const open = new Map(all("details[id]").map((details) => [details.id, details.open]));
  main.replaceChildren(...document.importNode(next, true).childNodes);
  for (const details of all("details[id]")) details.open = open.get(details.id) ?? details.open;
  for (const field of all(FIELDS)) {
    const old = typed.get(keyOf(field));
    if (old === undefined) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = old.checked;
    else field.value = old.value;
  }
  const again = focus && all("a, button, summary, pre, [id], " + FIELDS).find((found) => keyOf(found) === focus.key);
  again?.focus({ preventScroll: true });
  if (again && typeof focus.start === "number") again.setSelectionRange(focus.start, focus.end);
}

async function refresh() {
  isStale = true;
  if (isBusy) return;
  isBusy = true;
  while (isStale && !document.hidden) {
    isStale = false;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("main");
      if (next === null || next.innerHTML === shown) continue;
      // Another tab has chosen another language, which what stands around main speaks too.
      if (page.documentElement.lang !== document.documentElement.lang) return location.reload();
      if (all(FIELDS).some(isTyped) && stateIn(next) === stateIn(main)) continue;
      const isNews = stateIn(next) !== stateIn(main);
      shown = next.innerHTML;
      document.title = page.title;
      swap(next);
      // Outside of main, where it stays: a screen reader only hears of what changes in an element it knows.
      if (isNews) document.querySelector(".announcement")?.replaceChildren(page.title);
      tellParent();
    } catch {
      // The simulator is gone; when it is back, the stream says so.
    }
  }
  isBusy = false;
}

// Tells a shop that shows this page in a frame what has come of it.
function tellParent() {
  const { outcome, operation, exit, failureReason } = main.querySelector("[data-outcome]")?.dataset ?? {};
  if (outcome === undefined || window.parent === window) return;
  const message = { source: "khipu-simulator", operationId: operation, outcome, exitUrl: exit };
  window.parent.postMessage(failureReason === undefined ? message : { ...message, failureReason }, "*");
}

// Asks less and less often for a simulator that is gone: a browser by itself would fill its console.
function listen(pauseMs = 1000, isAgain = false) {
  const stream = new EventSource(main.dataset.live);
  stream.addEventListener("change", refresh);
  stream.addEventListener("open", () => {
    [pauseMs, isGone] = [1000, false];
    // Whatever was told since the page was written, or while the connection was down. A page that answers a form
    // which was refused cannot be asked for again: what was typed, and what was wrong with it, would be gone.
    if (isAgain || main.dataset.refused === undefined) refresh();
  });
  stream.addEventListener("error", () => {
    stream.close();
    isGone = true;
    setTimeout(listen, pauseMs, Math.min(2 * pauseMs, 30_000), true);
  });
}

tellParent();
// The window around a frame hears of no key that is pressed in it.
if (window.parent !== window) document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") window.parent.postMessage({ source: "khipu-simulator", key }, "*");
});
if (main.dataset.live) {
  listen();
  document.addEventListener("visibilitychange", () => isStale && refresh());
  // Ages grow by themselves; nothing is asked for a page that nobody sees.
  setInterval(() => document.hidden || isGone || refresh(), 30_000);
}
`.trimStart();

import { html } from "./html.js";
import type { Html } from "./html.js";

/** How a state feels: done, under way, gone wrong, or over. */
export type Tone = "good" | "wait" | "bad" | "over";

/** What an icon draws, on 24 by 24. */
const PATHS = {
  good: "M5 12.5 10 17.5 19 7.5",
  wait: "M12 7v5l3.5 2",
  bad: "M7.5 7.5l9 9m0-9-9 9",
  over: "M12 11v6m0-9.5v.01",
  flask: "M9 3h6m-5 0v6l-5 9a2 2 0 0 0 1.8 3h10.4a2 2 0 0 0 1.8-3l-5-9V3M8 15h8",
} as const;

/** A sign that says nothing to those who cannot see it: the text beside it does. */
export function icon(name: keyof typeof PATHS): Html {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <path d="${PATHS[name]}" />
  </svg>`;
}

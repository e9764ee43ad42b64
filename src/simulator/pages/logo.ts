import type { Reply } from "../http/reply.js";
import { html } from "./html.js";

/** A logo: a name on a coloured ground. */
export function logo(name: string): Reply {
  const svg = html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="150"
    height="50"
    viewBox="0 0 150 50"
    role="img"
    aria-label="${name}"
  >
    <rect width="150" height="50" rx="8" fill="#6c2bd9" />
    <text
      x="75"
      y="30"
      font-family="sans-serif"
      font-size="${Math.min(15, Math.floor(220 / name.length))}"
      fill="#fff"
      text-anchor="middle"
    >
      ${name}
    </text>
  </svg>`;
  return {
    status: 200,
    headers: { "content-type": "image/svg+xml", "cache-control": "max-age=3600" },
    body: svg.toString(),
  };
}

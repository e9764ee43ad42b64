import type { Reply } from "../http/reply.js";
import { html } from "./html.js";
import type { Html } from "./html.js";

/** Grounds on which white can be read (at least 5.9 to 1). */
const GROUNDS = ["#6226c4", "#0b5c9e", "#0a6650", "#9c2f5b", "#8a4600"] as const;

/** A logo: a name on a coloured ground. */
export function logo(name: string): Reply {
  const size = Math.min(15, Math.floor(220 / name.length));
  return svg({ name, text: name, width: 150, height: 50, size });
}

/** A small logo: a name's initials, such as `BE` for Banco Estado. */
export function mark(name: string): Reply {
  const text =
    name
      .match(/\p{Lu}/gu)
      ?.slice(0, 2)
      .join("") ?? name.slice(0, 1);
  return svg({ name, text, width: 48, height: 48, size: 19 });
}

/** The pages' own icon: a knot on each of three strings. */
export function appIcon(): Reply {
  return svgReply(
    html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
      <rect width="48" height="48" rx="11" fill="${GROUNDS[0]}" />
      <path d="M8 13h32M15 13v22M24 13v26M33 13v19" stroke="#fff" stroke-width="3" />
      <g fill="#fff">
        <circle cx="15" cy="23" r="4" />
        <circle cx="24" cy="31" r="4" />
        <circle cx="33" cy="21" r="4" />
      </g>
    </svg>`,
  );
}

interface Drawing {
  readonly name: string;
  readonly text: string;
  readonly width: number;
  readonly height: number;
  readonly size: number;
}

function svg({ name, text, width, height, size }: Drawing): Reply {
  return svgReply(
    html`<svg
      xmlns="http://www.w3.org/2000/svg"
      width="${width}"
      height="${height}"
      viewBox="0 0 ${width} ${height}"
      role="img"
      aria-label="${name}"
    >
      <rect width="${width}" height="${height}" rx="10" fill="${groundOf(name)}" />
      <text
        x="50%"
        y="${height / 2 + size / 3}"
        font-family="system-ui, sans-serif"
        font-weight="600"
        font-size="${size}"
        fill="#fff"
        text-anchor="middle"
      >
        ${text}
      </text>
    </svg>`,
  );
}

/** Every name has a colour of its own, and keeps it. */
function groundOf(name: string): string {
  const sum = Array.from(name).reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return GROUNDS[sum % GROUNDS.length] ?? GROUNDS[0];
}

function svgReply(drawing: Html): Reply {
  return {
    status: 200,
    headers: { "content-type": "image/svg+xml", "cache-control": "max-age=3600" },
    body: drawing.toString(),
  };
}

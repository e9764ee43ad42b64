import { send } from "./client.js";
import type { Answer } from "./client.js";

/** What a browser says of a form on the simulator's own page. */
export function ownForm(url: string): Record<string, string> {
  return { origin: url, "sec-fetch-site": "same-origin" };
}

/** Submits a form of the dashboard as a browser does, and opens the page that follows. */
export async function act(
  url: string,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const headers = ownForm(url);
  const body = new URLSearchParams(fields);
  const answer = await send(url + path, { method: "POST", headers, body, redirect: "manual" });
  const location = answer.headers.get("location");
  if (answer.status !== 303 || location === null) {
    throw new Error(`${path} is not followed by a page: ${String(answer.status)} ${answer.text}`);
  }
  return send(url + location);
}

/** What the page says has come of the action before it. */
export function said({ text }: Answer): string | undefined {
  return /<p class="flash \w+" role="(?:status|alert)">\s*([^<]*?)\s*<\/p>/.exec(text)?.[1];
}

/** Where the buttons of a page lead to, without what they have in common. */
export function buttons({ text }: Answer, prefix: string): string[] {
  const actions = text.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"/g);
  return Array.from(actions, ([, action = ""]) => action)
    .filter((action) => action.startsWith(prefix))
    .map((action) => action.slice(prefix.length));
}

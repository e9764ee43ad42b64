import { send } from "./client.js";
import type { Answer } from "./client.js";

/** A page in a browser without scripts: what came, and where it came from. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  /** Submits the form whose action ends so, with its own values and those given. */
  submit(action: string, values?: Record<string, string>): Promise<Page>;
}

/** Opens an address, following redirects within the simulator only: a shop's page is never fetched. */
export async function open(url: string): Promise<Page> {
  return follow(url, await send(url));
}

/** Walks through the bank's pages with the coordinates of the test card. */
export async function payOnPages(
  paymentUrl: string,
  coordinates: string,
  login: Record<string, string> = { rut: "11.111.111-1", password: "1234" },
): Promise<Page> {
  const bank = await (await open(paymentUrl)).submit("/attempts");
  const card = await bank.submit("/login", login);
  return card.submit("/authorize", coordinateFields(coordinates));
}

/** The fields of three coordinates such as `11 22 33`. */
export function coordinateFields(coordinates: string): Record<string, string> {
  const [c1 = "", c2 = "", c3 = ""] = coordinates.split(" ");
  return { c1, c2, c3 };
}

async function follow(from: string, answer: Answer): Promise<Page> {
  const location = answer.headers.get("location");
  if (location === null) return pageOf(from, answer);
  const to = new URL(location, from);
  if (to.origin !== new URL(from).origin) return pageOf(to.href, answer);
  return follow(to.href, await send(to.href));
}

function pageOf(url: string, { status, text, headers }: Answer): Page {
  return {
    ...{ url, status, headers, html: text },
    submit: async (action, values = {}) => {
      const forms = text.matchAll(/<form method="post" action="([^"]*)">([^]*?)<\/form>/g);
      for (const [, to = "", inside = ""] of forms) {
        if (!to.endsWith(action)) continue;
        const target = new URL(to, url).href;
        const body = new URLSearchParams({ ...ownValues(inside), ...values });
        return follow(target, await send(target, { method: "POST", body }));
      }
      throw new Error(`no form ${action} in ${text}`);
    },
  };
}

/** What a form would send as it stands: text values, and the radio buttons that are checked. */
function ownValues(form: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(input)?.[1];
    const name = attribute("name");
    const isLeftOut = attribute("type") === "radio" && !/\schecked\b/.test(input);
    if (name !== undefined && !isLeftOut) values[name] = attribute("value") ?? "";
  }
  return values;
}

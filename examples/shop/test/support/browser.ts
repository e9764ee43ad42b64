/** A browser without scripts: keeps cookies, and sends the forms of the pages that it sees. */
export class Browser {
  readonly #origin: string;
  readonly #cookies: Map<string, string>;
  readonly #language: string;
  /** The page that is open. */
  text = "";
  status = 0;
  /** Where the last answer leads, if it leads on. */
  location = "";

  constructor(origin: string, language = "es", cookies = new Map<string, string>()) {
    this.#origin = origin;
    this.#language = language;
    this.#cookies = cookies;
  }

  /** Another window of the same browser: the cookies are the same. */
  newWindow(): Browser {
    return new Browser(this.#origin, this.#language, this.#cookies);
  }

  /** Opens a page, without following where it leads. */
  open(path: string): Promise<this> {
    return this.#request(path, {});
  }

  /** Opens a page, and all that it leads to within the shop. */
  async follow(path: string): Promise<this> {
    await this.open(path);
    while (this.location.startsWith("/")) await this.open(this.location);
    return this;
  }

  /** Sends a form, without following where the answer leads. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<this> {
    return this.#request(path, { method: "POST", body: new URLSearchParams(fields) });
  }

  /** Sends the form of the open page that goes to `action`, with the fields that it holds and those given here. */
  submit(action: string, fields: Readonly<Record<string, string>> = {}): Promise<this> {
    return this.post(action, { ...this.fieldsOf(action), ...fields });
  }

  /** The fields of a form of the open page. */
  fieldsOf(action: string): Record<string, string> {
    const form = this.text.split("<form").find((part) => part.includes(`action="${action}"`));
    if (form === undefined) throw new Error(`there is no form to ${action}:\n${this.text}`);
    const inputs = (form.split("</form>", 1)[0] ?? "").match(/<input[^>]*>/g) ?? [];
    const fields = inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]);
    return Object.fromEntries(fields) as Record<string, string>;
  }

  /** What a person reads of the open page. */
  get words(): string {
    return this.text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  }

  async #request(path: string, init: RequestInit): Promise<this> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, "accept-language": this.#language };
    const url = new URL(path, this.#origin);
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    this.status = response.status;
    this.location = response.headers.get("location") ?? "";
    this.text = await response.text();
    return this;
  }
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}

/** What a browser without scripts does in an example, and sees there. */
export class Visitor {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** The key of a fresh checkout form, and how many tickets the shop says are left. */
  async openShop(): Promise<{ key: string; left: number }> {
    const html = await (await fetch(this.#url)).text();
    return {
      key: /name="key" value="([^"]+)"/.exec(html)?.[1] ?? "",
      left: Number(/data-left="(\d+)"/.exec(html)?.[1]),
    };
  }

  /** Sends a checkout form, and resolves to where it leads. */
  async checkOut(key: string): Promise<{ status: number; location: string }> {
    const { status, headers } = await fetch(`${this.#url}/checkout`, {
      method: "POST",
      body: new URLSearchParams({ key }),
      redirect: "manual",
    });
    const location = headers.get("location") ?? "";
    return { status, location: location && new URL(location, this.#url).href };
  }

  /** What the page of an order says that it is. */
  async stateOf(orderUrl: string): Promise<string> {
    const html = await (await fetch(orderUrl)).text();
    return /data-state="(\w+)"/.exec(html)?.[1] ?? `no state in ${html}`;
  }

  /** What the page that waits is told. */
  async statusOf(orderUrl: string): Promise<unknown> {
    return (await fetch(`${orderUrl}/status`)).json();
  }
}

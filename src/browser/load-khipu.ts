import { abortReason } from "./abort-reason.js";
import { KhipuBrowserError } from "./browser-error.js";

/** An open window of Khipu's, as much as is used of it. */
export interface KhipuWindow {
  startOperation(paymentId: string, callback: (result: unknown) => void, options: object): void;
  close(): void;
}

/** The class that Khipu's script declares. */
export type KhipuClass = new () => KhipuWindow;

/**
 * Khipu's script says `class Khipu` at the top of a classic script. That makes a binding which every script of
 * the page sees under its bare name, modules too, and which is not a property of `window`: `window.Khipu` is
 * undefined. So the name must stand here as it is. Bundlers and minifiers keep a name that nobody declares, and
 * rename their own when one collides with it.
 */
declare const Khipu: KhipuClass | undefined;

/** The class, if some script of the page has declared it. */
function findKhipu(): KhipuClass | undefined {
  try {
    return typeof Khipu === "function" ? Khipu : undefined;
  } catch {
    // The script broke off in the declaration: even `typeof` throws then, for good.
    return undefined;
  }
}

/** Where Khipu's script is, and how long to wait for it. */
export interface LoadOptions {
  readonly scriptUrl: string;
  readonly nonce: string | undefined;
  readonly loadTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Gives the class, loading the script if need be. Calls at the same time share one element, and so do copies of
 * this package; an element that failed is taken away, so that the next call tries again.
 */
export function loadKhipu(options: LoadOptions): Promise<KhipuClass> {
  const found = findKhipu();
  return found ? Promise.resolve(found) : loadScript(options);
}

function loadScript({ scriptUrl, nonce, loadTimeoutMs, signal }: LoadOptions): Promise<KhipuClass> {
  const { href } = new URL(scriptUrl, document.baseURI);
  return new Promise((resolve, reject) => {
    const isThere = [...document.scripts].find(({ src }) => src === href);
    const script = isThere ?? document.createElement("script");
    const over = new AbortController();
    const settle = (end: () => void) => () => {
      clearTimeout(timer);
      over.abort();
      end();
    };
    const fail = (...[reason, problem]: ConstructorParameters<typeof KhipuBrowserError>) =>
      settle(() => {
        script.remove();
        reject(new KhipuBrowserError(reason, `${href} ${problem}`));
      });
    const timedOut = fail("script-timeout", `did not load within ${loadTimeoutMs} ms`);
    const timer = setTimeout(timedOut, loadTimeoutMs);
    const onLoad = () => {
      const khipu = findKhipu();
      const end = khipu ? settle(() => resolve(khipu)) : fail("no-khipu", "defines no Khipu");
      end();
    };
    const onError = fail("script-failed", "did not load: no network, a blocker, or the page's CSP");
    script.addEventListener("load", onLoad, { signal: over.signal });
    script.addEventListener("error", onError, { signal: over.signal });
    // The element stays: somebody else may be waiting for it.
    const onAbort = settle(() => reject(abortReason(signal)));
    signal?.addEventListener("abort", onAbort, { signal: over.signal });
    if (isThere) return;
    if (nonce !== undefined) script.nonce = nonce;
    script.src = href;
    document.head.append(script);
  });
}

import { abortReason } from "./abort-reason.js";
import { KhipuBrowserError } from "./browser-error.js";
import { checkMs } from "./check-ms.js";
import { type KhipuClass, loadKhipu } from "./load-khipu.js";
import { type PaymentResult, readResult } from "./payment-result.js";

/** How Khipu's window looks. */
export interface PaymentStyle {
  /** A CSS colour. */
  primaryColor?: string | undefined;
  /** The name of a font of Google Fonts. */
  fontFamily?: string | undefined;
  fontSizeMultiplier?: number | undefined;
  /** `system` takes what the payer has set in the browser. */
  theme?: "light" | "dark" | "system" | undefined;
}

/** Settings of {@link openPayment}. All may be left out. */
export interface OpenPaymentOptions {
  /**
   * The element that holds Khipu's window.
   *
   * @defaultValue Khipu makes its own, over the page (`modal`)
   */
  mountElement?: HTMLElement | undefined;
  /** Over the page (`true`), or inside `mountElement`. */
  modal?: boolean | undefined;
  /** How large a modal window may become, in pixels. */
  modalOptions?: { maxWidth?: number | undefined; maxHeight?: number | undefined } | undefined;
  /** The language, e.g. `es_CL`. */
  locale?: string | undefined;
  style?: PaymentStyle | undefined;
  /** Leaves out Khipu's last page: you show `exitTitle` and `exitMessage`, or words of your own. */
  skipExitPage?: boolean | undefined;
  /**
   * Where Khipu's script is. For the simulator: its `url` and `/v1/kws.js`. If the page has loaded one already,
   * that one is used, whatever stands here.
   *
   * @defaultValue `https://js.khipu.com/v1/kws.js`
   */
  scriptUrl?: string | undefined;
  /** The nonce of the page's Content-Security-Policy, for the script element. */
  nonce?: string | undefined;
  /**
   * How long to wait for the script, in milliseconds.
   *
   * @defaultValue 20000
   */
  loadTimeoutMs?: number | undefined;
  /** Closes the window when it aborts; the promise then rejects with its reason. */
  signal?: AbortSignal | undefined;
}

const KWS = "https://js.khipu.com/v1/kws.js";

/** The payments that are open on this page, each with the call that opened it. */
const open = new Map<string, object>();

/**
 * Opens a payment in Khipu's window, without leaving your page, and resolves once the payer is through with it.
 *
 * No result means "paid". `verifying` is a payment that the bank authorised and Khipu has yet to verify;
 * everything but `notAuthorised` goes on to wait for your server, with `watchOrder`.
 *
 * @param paymentId The `payment_id` that your server was given by `payments.create`.
 * @example
 * ```ts
 * const payment = await openPayment(paymentId, { locale: "es_CL" });
 * if (payment.outcome === "notAuthorised") showTryAgain(payment.exitMessage);
 * else if (payment.outcome === "continues") location.assign(payment.continueUrl);
 * else location.assign("/orders/1042");
 * ```
 * @throws {@link KhipuBrowserError} when Khipu's script cannot be had, or the payment is open already.
 * @throws TypeError or RangeError when `paymentId` is no payment's id, or an option is out of range.
 */
export async function openPayment(
  paymentId: string,
  options: OpenPaymentOptions = {},
): Promise<PaymentResult> {
  const { scriptUrl = KWS, nonce, loadTimeoutMs = 20_000, signal } = options;
  if (typeof paymentId !== "string" || !/^[\w-]{1,64}$/.test(paymentId)) {
    throw new TypeError("paymentId must be a payment's id, such as gqzdy6chjne9, and not its URL");
  }
  checkMs("loadTimeoutMs", loadTimeoutMs);
  if (typeof document === "undefined") {
    throw new KhipuBrowserError("not-a-browser", "openPayment needs a browser's document");
  }
  signal?.throwIfAborted();
  if (open.has(paymentId)) {
    throw new KhipuBrowserError("already-open", `payment ${paymentId} is open on this page`);
  }
  const call = {};
  const release = () => open.get(paymentId) === call && open.delete(paymentId);
  open.set(paymentId, call);
  // At once, not after the promise: a component that is mounted twice opens again in the same tick.
  signal?.addEventListener("abort", release);
  try {
    const khipuClass = await loadKhipu({ scriptUrl, nonce, loadTimeoutMs, signal });
    signal?.throwIfAborted();
    return await start(khipuClass, paymentId, options);
  } finally {
    signal?.removeEventListener("abort", release);
    release();
  }
}

function start(
  khipuClass: KhipuClass,
  paymentId: string,
  options: OpenPaymentOptions,
): Promise<PaymentResult> {
  const { signal } = options;
  return new Promise((resolve, reject) => {
    try {
      const khipu = new khipuClass();
      const onAbort = () => {
        // First: closing the window calls back with a cancellation.
        reject(abortReason(signal));
        khipu.close();
      };
      const callback = (result: unknown) => {
        signal?.removeEventListener("abort", onAbort);
        resolve(readResult(paymentId, result));
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      khipu.startOperation(paymentId, callback, kwsOptions(options));
    } catch (cause) {
      reject(new KhipuBrowserError("start-failed", "Khipu's script failed to start", { cause }));
    }
  });
}

/** As Khipu's script takes them: appearance one level down, without what was left out. */
function kwsOptions({
  mountElement,
  modal,
  modalOptions,
  locale,
  style,
  skipExitPage,
}: OpenPaymentOptions): object {
  const isDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = style?.theme === "system" ? (isDark() ? "dark" : "light") : style?.theme;
  const options = { style: style && given({ ...style, theme }), skipExitPage };
  return given({ mountElement, modal, modalOptions, locale, options: given(options) });
}

function given(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

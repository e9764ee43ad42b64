/**
 * What `/v1/kws.js` is here: a classic script with a class `Khipu` at its top level, as Khipu's own, so that it
 * is no property of `window`. The callback is called once, with the first result.
 */
export const KWS_SCRIPT = `"use strict";

class Khipu {
  static #origin = new URL(document.currentScript.src).origin;

  static #texts = {
    es: {
      title: "Pago con Khipu",
      close: "Cerrar",
      OK: ["Transferencia autorizada", "El pago se está verificando."],
      WARNING: ["Pago por confirmar", "El pago todavía puede llegar."],
      ERROR: ["Pago no realizado", "No se autorizó la transferencia."],
      CONTINUE: ["Pago por continuar", "Falta un paso para terminar."],
    },
    en: {
      title: "Payment with Khipu",
      close: "Close",
      OK: ["Transfer authorised", "The payment is being verified."],
      WARNING: ["Payment not confirmed", "The payment may still arrive."],
      ERROR: ["Payment not made", "The transfer was not authorised."],
      CONTINUE: ["Payment to be continued", "One more step is needed."],
    },
  };

  #operation;
  #root;
  #frame;
  #onMessage = (event) => this.#receive(event);

  startOperation(paymentId, callback, options = {}) {
    this.close();
    this.#open({ paymentId, callback, options, events: [] });
  }

  close() {
    this.#remove();
    this.#finish({ outcome: "ERROR", failureReason: "USER_CANCELED" });
  }

  restart() {
    if (this.#operation === undefined) return;
    const { paymentId, callback, options } = this.#operation;
    this.#remove();
    this.#open({ paymentId, callback, options, events: [] });
  }

  #open(operation) {
    this.#operation = operation;
    this.#note("OPERATION_STARTED");
    const { mountElement, modal } = operation.options;
    this.#frame = this.#makeFrame();
    const isModal = !mountElement || modal === true;
    this.#root = isModal ? this.#makeDialog() : this.#frame;
    (mountElement ?? document.body).append(this.#root);
    window.addEventListener("message", this.#onMessage);
    if (isModal) this.#root.showModal();
  }

  #makeFrame() {
    const { paymentId, options } = this.#operation;
    const { style } = options.options ?? {};
    const frame = document.createElement("iframe");
    const path = "/payment/simplified/" + encodeURIComponent(paymentId);
    frame.src = Khipu.#origin + path + (options.locale ? "?lang=" + this.#language : "");
    frame.title = this.#words.title;
    frame.style.cssText = "display:block;width:100%;height:760px;border:0";
    const theme = style?.theme;
    if (theme === "light" || theme === "dark") frame.style.colorScheme = theme;
    return frame;
  }

  // A dialog keeps the focus inside, hides the rest of the page, and is closed by Escape.
  #makeDialog() {
    const { maxWidth = 450, maxHeight = 860 } = this.#operation.options.modalOptions ?? {};
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-label", this.#words.title);
    dialog.style.cssText =
      "box-sizing:border-box;width:calc(100vw - 16px);height:calc(100vh - 16px);max-width:" +
      Number(maxWidth) + "px;max-height:" + Number(maxHeight) +
      "px;margin:auto;padding:0;border:0;border-radius:16px;overflow:hidden;background:#fff";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "✕";
    button.setAttribute("aria-label", this.#words.close);
    button.style.cssText =
      "display:block;margin-left:auto;width:44px;height:44px;border:0;background:none;" +
      "color:#1d1a29;font:18px system-ui;cursor:pointer;outline-offset:-6px";
    this.#frame.style.height = "calc(100% - 44px)";
    button.addEventListener("click", () => this.close());
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.close();
    });
    dialog.append(button, this.#frame);
    return dialog;
  }

  // Anybody can post a message to a page: only the frame's own ones count.
  #receive({ source, origin, data }) {
    if (source !== this.#frame?.contentWindow || origin !== Khipu.#origin) return;
    if (data?.source !== "khipu-simulator") return;
    // Keys go to the page that has the focus, and that is the frame's.
    if (data.key === "Escape" && this.#root !== this.#frame) return this.close();
    if (data.operationId !== this.#operation.paymentId) return;
    if (this.#operation.options.options?.skipExitPage) this.#remove();
    this.#finish(data);
  }

  #finish({ outcome, failureReason, exitUrl = "", continueUrl }) {
    const operation = this.#operation;
    if (operation === undefined || operation.isFinished) return;
    operation.isFinished = true;
    this.#note("OPERATION_FINISHED");
    const [exitTitle, exitMessage] = this.#words[outcome];
    const result = { operationId: operation.paymentId, result: outcome, exitTitle, exitMessage };
    result.exitUrl = exitUrl;
    if (failureReason) result.failureReason = failureReason;
    if (continueUrl) result.continueUrl = continueUrl;
    result.events = operation.events;
    operation.callback?.(result);
  }

  #note(name) {
    const timestamp = new Date().toISOString();
    this.#operation.events.push({ name, type: "OPERATION", timestamp });
  }

  #remove() {
    window.removeEventListener("message", this.#onMessage);
    this.#root?.close?.();
    this.#root?.remove();
    this.#root = this.#frame = undefined;
  }

  get #language() {
    return /^en/i.test(this.#operation.options.locale ?? "") ? "en" : "es";
  }

  get #words() {
    return Khipu.#texts[this.#language];
  }
}
`;

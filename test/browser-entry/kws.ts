/** Where Khipu's script is. */
export const KWS = "https://js.khipu.com/v1/kws.js";

/** What a script like Khipu's leaves to look at: `calls`, and `finish(result)` for the newest window. */
export const KWS_CODE = `
  var calls = [];
  var finish;
  class Khipu {
    startOperation(paymentId, callback, options) {
      calls.push(["start", paymentId, options]);
      finish = callback;
      this.callback = callback;
    }
    close() {
      calls.push(["close"]);
      this.callback({ result: "ERROR", failureReason: "USER_CANCELED" });
    }
  }
`;

import type { Route } from "../http/reply.js";
import { khipuRefusal } from "../http/reply.js";
import { KWS_SCRIPT } from "./kws-script.js";

/** Where Khipu's script for shops is, on the simulator as at Khipu's. */
const KWS_PATH = "/v1/kws.js";

/** Serves the stand-in of the script with which shops open a payment in their own page. */
export function kwsRoute(): Route {
  return {
    method: "GET",
    path: KWS_PATH,
    refuse: khipuRefusal,
    answer: () => ({
      status: 200,
      headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "no-cache" },
      body: KWS_SCRIPT,
    }),
  };
}

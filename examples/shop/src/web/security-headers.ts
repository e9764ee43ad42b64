import type { RequestHandler } from "express";
import type { Context } from "../context.js";

/**
 * The headers of every page. No inline script or style runs; what is not the shop's is Khipu's.
 *
 * What `kws.js` loads besides is not published: when you change its origins, look at the browser's console.
 */
export function securityHeaders({ config, publicUrl }: Context): RequestHandler {
  const khipu = config.khipu.pageOrigins.join(" ");
  const script = new URL(config.khipu.scriptUrl).origin;
  const policy = [
    "default-src 'self'",
    `script-src 'self' ${script}`,
    `connect-src 'self' ${khipu}`,
    `frame-src ${khipu}`,
    `img-src 'self' ${khipu}`,
    // A form's answer may lead to Khipu's page.
    `form-action 'self' ${khipu}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");
  const isSecure = publicUrl.startsWith("https:");
  return (_request, response, next) => {
    response.set({
      "content-security-policy": policy,
      // An order's address is its key: it is told to nobody else.
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      ...(isSecure && { "strict-transport-security": "max-age=31536000" }),
    });
    next();
  };
}

// Holds the store of examples/hono-workers, in workerd, to what every store must do.
import { storeChecks } from "khipu-sdk/stores/conformance";
import { shopStore } from "../../examples/hono-workers/src/store.js";

export { Shop } from "../../examples/hono-workers/src/shop.js";

export default {
  async fetch(request, env) {
    if (new URL(request.url).pathname !== "/checks") return new Response("ready");
    const shop = env.SHOP.get(env.SHOP.idFromName("checks"));
    const results = [];
    for (const { name, run } of storeChecks(() => shopStore(shop))) {
      const problem = await run().then(
        () => undefined,
        (error) => String(error?.stack ?? error),
      );
      results.push({ name, problem });
    }
    return Response.json(results);
  },
};

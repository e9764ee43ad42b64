import { smoke } from "./smoke.mjs";

export default {
  async fetch(_request, env) {
    try {
      await smoke(env.BASE_URL);
      return new Response("all as it must be");
    } catch (error) {
      return new Response(String(error?.stack ?? error), { status: 500 });
    }
  },
};

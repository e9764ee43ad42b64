import express5 from "express";
import express4 from "express4";
import { nodeHandler } from "../../src/webhooks/index.js";
import { contract } from "./contract.js";
import { listen } from "./listen.js";

const versions = [
  { version: "Express 5", express: express5 },
  // Both have what is used here.
  { version: "Express 4", express: express4 as unknown as typeof express5 },
];

for (const { version, express } of versions) {
  contract({
    name: `${version}, above the body parser`,
    start: (options) => {
      const app = express();
      app.post("/khipu", nodeHandler(options));
      app.use(express.json());
      return listen(app);
    },
  });

  contract({
    name: `${version}, with express.raw on its route`,
    readsAll: true,
    start: (options) => {
      const app = express();
      const raw = express.raw({ type: "*/*", limit: "2mb", inflate: false });
      app.post("/khipu", raw, nodeHandler(options));
      return listen(app);
    },
  });

  contract({
    name: `${version}, below a body parser that keeps the bytes`,
    readsAll: true,
    start: (options) => {
      const app = express();
      const verify = (request: object, _: unknown, bytes: Buffer) => {
        Object.assign(request, { rawBody: bytes });
      };
      app.use(express.json({ verify }));
      app.post("/khipu", nodeHandler(options));
      return listen(app);
    },
  });

  contract({
    name: `${version}, below the body parser`,
    readsAll: true,
    start: (options) => {
      const app = express();
      app.use(express.json());
      app.post("/khipu", nodeHandler(options));
      return listen(app);
    },
    tells: /Express: put this route above app\.use\(express\.json\(\)\)/,
  });
}

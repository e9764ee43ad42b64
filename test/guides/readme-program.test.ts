import { expect, test } from "@jest/globals";
import { freePort } from "../../scripts/package/smoke-server.js";
import { Guide } from "../support/guide.js";

test.each(["README.md", "README.es.md"])(
  "the first program of %s settles its order",
  async (path) => {
    const guide = new Guide(path);
    try {
      const { code, output } = await guide.run("settle.mjs", { PORT: String(await freePort()) });

      expect(output.trim().split("\n")).toEqual([
        expect.stringMatching(/http:\/\/127\.0\.0\.1:\d+\/payment\/info\/\w{12}$/),
        expect.stringMatching(/ 1042 (is settled|está saldado)$/),
      ]);
      expect(code).toBe(0);
    } finally {
      guide.remove();
    }
  },
);

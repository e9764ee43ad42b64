import { expect, test } from "@jest/globals";

test.each(["http://198.51.100.7/", "https://khipu.invalid/"])(
  "no test can reach %s",
  async (url) => {
    await expect(fetch(url)).rejects.toMatchObject({
      cause: { code: "ENETUNREACH", message: `not this machine: ${new URL(url).hostname}` },
    });
  },
);

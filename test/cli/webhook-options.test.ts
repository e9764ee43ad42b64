import { describe, expect, test } from "@jest/globals";
import { FRAMEWORKS } from "../../src/cli/init/project.js";
import { INIT, LISTEN, SEND, SIMULATOR, VERIFY } from "../../src/cli/register/webhook-options.js";
import { FORGERIES } from "../../src/cli/send/forge.js";
import { TEMPLATES } from "../../src/cli/send/templates.js";
import { khipu } from "./support/cli.js";

const choicesOf = (rows: typeof SEND, flag: string) =>
  rows.find(({ flags }) => flags.startsWith(flag))?.choices?.split(" ");

describe("the options of simulator, webhooks and init", () => {
  // Written twice, so that showing help does not load what the commands do.
  test("offer what the commands know", () => {
    expect(choicesOf(SEND, "--template")).toEqual([...TEMPLATES]);
    expect(choicesOf(SEND, "--forge")).toEqual([...FORGERIES]);
    expect(choicesOf(INIT, "--framework")).toEqual([...FRAMEWORKS]);
  });

  test.each([
    { command: ["simulator"], rows: SIMULATOR },
    { command: ["webhooks", "listen"], rows: LISTEN },
    { command: ["webhooks", "send"], rows: SEND },
    { command: ["webhooks", "verify"], rows: VERIFY },
    { command: ["init"], rows: INIT },
  ])("are all in the help of $command, in both languages", async ({ command, rows }) => {
    for (const lang of ["en", "es"]) {
      const { code, stdout } = await khipu([...command, "--help", "--lang", lang]);

      expect(code).toBe(0);
      for (const { flags } of rows) expect(stdout).toContain(flags);
    }
  });

  test("take no secret as an argument", async () => {
    for (const command of ["listen", "send", "verify"]) {
      const argv = ["webhooks", command, "--secret", "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567"];
      const { code, stdout, stderr } = await khipu(argv);

      expect(code).toBe(2);
      expect(stdout + stderr).not.toContain("0f1e2d3c");
    }
  });
});

import { afterEach, describe, expect, test } from "@jest/globals";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findProject, FRAMEWORKS } from "../../src/cli/init/project.js";
import { khipu } from "./support/cli.js";

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder with these files; a package.json is given as an object. */
function folder(files: Record<string, string | object>): string {
  const root = mkdtempSync(join(tmpdir(), "khipu-init-"));
  folders.push(root);
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}

const using = (name: string) => ({ "package.json": { dependencies: { [name]: "1" } } });

describe("findProject", () => {
  test.each([
    ["next-app", { ...using("next"), "app/page.tsx": "" }],
    ["next-app", { ...using("next"), "src/app/page.tsx": "", "src/pages/a.tsx": "" }],
    ["next-pages", { ...using("next"), "pages/index.tsx": "" }],
    ["nest", using("@nestjs/core")],
    ["sveltekit", using("@sveltejs/kit")],
    ["hono", using("hono")],
    ["fastify", using("fastify")],
    ["koa", using("koa")],
    ["express", using("express")],
    ["workers", { "package.json": "{}", "wrangler.toml": "" }],
    ["deno", { "deno.json": "{}" }],
    ["bun", { "package.json": "{}", "bun.lock": "" }],
    ["node", { "package.json": "{}" }],
    ["node", { "package.json": "not JSON" }],
  ])("finds %s in %j", (framework, files) => {
    expect(findProject(folder(files))).toMatchObject({ framework });
  });

  test("looks above the folder it is called in, and sees how the project is written", () => {
    const root = folder({
      "package.json": { type: "module" },
      "tsconfig.json": "{}",
      "src/deep/a.ts": "",
    });

    expect(findProject(join(root, "src/deep"))).toEqual({
      ...{
        root,
        framework: "node",
        isTypeScript: true,
        isModule: true,
        hasSrc: true,
        hasSdk: false,
      },
    });
    expect(findProject(folder({ "package.json": "{}" }))).toMatchObject({
      ...{ isTypeScript: false, isModule: false, hasSrc: false },
    });
  });
});

describe("khipu init", () => {
  test("writes a route and an example of an environment", async () => {
    const cwd = folder(using("express"));
    const { code, stdout } = await khipu(["init", "--yes"], { cwd });

    expect(code).toBe(0);
    expect(stdout).toContain(
      'app.post("/webhooks/khipu", khipuWebhook); // above every body parser',
    );
    expect(readFileSync(join(cwd, "khipu-webhook.js"), "utf8")).toMatch(
      /exports\.khipuWebhook = nodeHandler\(options\);\n$/,
    );
    expect(readFileSync(join(cwd, ".env.example"), "utf8")).toBe(
      "# the API key of the receiver\nKHIPU_API_KEY=\n" +
        "# the receiver's secret, 40 hex digits; not the API key\nKHIPU_WEBHOOK_SECRET=\n",
    );
  });

  test("adds to an example of an environment only what it lacks", async () => {
    const cwd = folder({ ...using("koa"), ".env.example": "PORT=1\nKHIPU_API_KEY=" });
    await khipu(["init", "--yes", "--lang", "es"], { cwd });

    expect(readFileSync(join(cwd, ".env.example"), "utf8")).toBe(
      "PORT=1\nKHIPU_API_KEY=\n" +
        "# el secreto del cobrador, 40 dígitos hexadecimales; no es la llave de API\nKHIPU_WEBHOOK_SECRET=\n",
    );
  });

  test.each<[string, object, boolean]>([
    ["without the SDK", { dependencies: { express: "1" } }, true],
    ["with the SDK for development only", { devDependencies: { "khipu-sdk": "1" } }, true],
    ["with the SDK in production", { dependencies: { "khipu-sdk": "1" } }, false],
  ])("says what to install in a project %s", async (_, manifest, isTold) => {
    const cwd = folder({ "package.json": manifest });
    const { stdout } = await khipu(["init", "--yes"], { cwd });

    expect(stdout.includes("• npm install khipu-sdk")).toBe(isTold);
  });

  test("never overwrites a file", async () => {
    const cwd = folder({ ...using("hono"), "khipu-webhook.js": "mine" });
    const { code, stdout, stderr } = await khipu(["init", "--yes"], { cwd });

    expect(stdout).toBe("");
    expect(code).toBe(1);
    expect(stderr).toContain("khipu-webhook.js is there already");
    expect(readFileSync(join(cwd, "khipu-webhook.js"), "utf8")).toBe("mine");
    expect(existsSync(join(cwd, ".env.example"))).toBe(false);
  });

  test.each([
    { answer: "y", code: 0, isWritten: true },
    { answer: "", code: 1, isWritten: false },
    { answer: "no", code: 1, isWritten: false },
  ])(
    "shows all of it, asks, and takes $answer at its word",
    async ({ answer, code, isWritten }) => {
      const cwd = folder(using("fastify"));
      const outcome = await khipu(["init"], { cwd, isTerminal: true, answers: [answer] });

      expect(outcome.code).toBe(code);
      expect(outcome.stdout).toContain('fastifyPlugin("/webhooks/khipu", options)');
      expect(existsSync(join(cwd, "khipu-webhook.js"))).toBe(isWritten);
    },
  );

  test("writes nothing without a terminal to ask on", async () => {
    const cwd = folder(using("express"));
    const { code, stderr } = await khipu(["init"], { cwd });

    expect(code).toBe(2);
    expect(stderr).toContain("--yes");
    expect(existsSync(join(cwd, "khipu-webhook.js"))).toBe(false);
  });

  test("shows and writes nothing with --dry-run, as JSON too", async () => {
    const cwd = folder({ ...using("next"), "tsconfig.json": "{}", "src/app/page.tsx": "" });
    const outcome = await khipu(["init", "--dry-run", "--json"], { cwd });

    expect(outcome.json).toMatchObject({
      framework: "next-app",
      path: "src/app/webhooks/khipu/route.ts",
      isWritten: false,
    });
    expect(existsSync(join(cwd, "src/app/webhooks"))).toBe(false);
  });

  test.each(FRAMEWORKS)("writes for %s when it is asked to", async (framework) => {
    const cwd = folder({ "package.json": "{}" });
    const argv = ["init", "--yes", "--json", "--framework", framework];
    const { path, code } = (await khipu(argv, { cwd })).json as { path: string; code: string };

    expect(readFileSync(join(cwd, path), "utf8")).toBe(code);
  });

  test("says when there is no project", async () => {
    const { code, stderr } = await khipu(["init"], { cwd: folder({}) });

    expect(code).toBe(2);
    expect(stderr).toContain("there is no package.json");
  });
});

import { describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withAbsoluteLinks } from "../../scripts/absolute-links.js";
import { paymentWay, pictureOf } from "../../scripts/payment-way.js";
import { ROOT } from "../../scripts/specs.js";
import { VERSION } from "../../src/version.js";
import { documents } from "../support/fences.js";

/** Every setting of Khipu's that users are told of. */
const SETTINGS = [
  "KHIPU_API_KEY",
  "KHIPU_API_KEY_FILE",
  "KHIPU_BASE_URL",
  "KHIPU_RECEIVER_ID",
  "KHIPU_WEBHOOK_SECRET",
  "KHIPU_WEBHOOK_SECRET_FILE",
];

const WHERE = ["docs", "examples", "packages", "src", "README.md", "README.es.md"];
const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z", ...WHERE], {
  cwd: ROOT,
  encoding: "utf8",
})
  .split("\0")
  .filter((path) => path !== "" && /\.(md|tsx?|mjs|jsonc?|example)$/.test(path))
  .filter((path) => existsSync(join(ROOT, path)));

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const found = (paths: readonly string[], pattern: RegExp) =>
  paths.flatMap((path) => Array.from(read(path).matchAll(pattern), ([hit]) => `${path}: ${hit}`));

describe("what users copy", () => {
  test("has one name for each setting, in documents, examples and code", () => {
    const others = found(files, /\bKHIPU_[A-Z][A-Z_]*/g).filter(
      (hit) => !SETTINGS.includes(hit.split(": ").at(-1) ?? ""),
    );

    expect(others).toEqual([]);
  });

  test("asks npm for our command, and not for somebody else's package that is called khipu", () => {
    const asks = /\b(?:npx|bunx|pnpx|(?:pnpm|yarn) dlx)(?: -\S+)* khipu(?![-\w])/g;
    const unsafe = files.flatMap((path) => {
      const text = read(path);
      // Once ours is installed, npx finds its command. What says so stands above.
      const installed = text.search(/npm (?:install|i) .*\bkhipu-simulator\b/);
      return Array.from(text.matchAll(asks))
        .filter(({ index }) => installed < 0 || index < installed)
        .map(([hit]) => `${path}: ${hit}`);
    });

    expect(unsafe).toEqual([]);
  });

  test("writes no account's number into code", () => {
    expect(found(documents(), /\breceiver_?[iI]d: "?\d+/g)).toEqual([]);
  });

  test("has one path for the webhook", () => {
    const addresses =
      /(?:notify_url: "https?:\/\/[^/"]+|--forward-to http:\/\/localhost:3000)\/\S*/g;

    const others = found(documents(), addresses).filter((hit) => !hit.includes("/webhooks/khipu"));

    expect(others).toEqual([]);
  });

  test("says saldar and devolución in Spanish, and no other word for them", () => {
    // What Khipu itself answers stays as it is: "no es reembolsable".
    const others = found(
      files.filter((path) => !path.startsWith("src/simulator/payments/")),
      /(?<!\p{L})(?:reembols|liquid|asent(?:ad|ar))\p{L}*/giu,
    );

    expect(others).toEqual([]);
  });

  test("is sent to no file that only this repository has", () => {
    // What serves the guides to agents reads them, out of its own package.
    const code = files.filter((path) =>
      /^src\/(?:cli\/(?!mcp\/docs)|simulator\/).*\.ts$/.test(path),
    );
    const named = code.flatMap((path) =>
      Array.from(
        withoutComments(read(path)).matchAll(/\b(?:docs|examples|openapi)\/[\w/.-]+\.md/g),
      ).map(([file]) => `${path}: ${file}`),
    );

    expect(named).toEqual([]);
  });

  test.each(["en", "es"] as const)(
    "begins with the way of a payment as it is drawn (%s)",
    (language) => {
      const readme = language === "en" ? "README.md" : "README.es.md";

      expect(read(pictureOf(language))).toBe(paymentWay(language));
      expect(read(readme).split("\n## ")[0]).toContain(`](${pictureOf(language)})`);
    },
  );

  test.each([
    "README.md",
    "README.es.md",
    "packages/simulator/README.md",
    "packages/simulator/README.es.md",
  ])("%s has whole addresses when it is published", (path) => {
    const published = withAbsoluteLinks(read(path), path, "https://github.com/a/b");
    const relative = /\]\((?!https?:|#)[^)]*\)/g;

    expect(withoutFences(published).match(relative) ?? []).toEqual([]);
    expect(published.length).toBeGreaterThan(read(path).length);
  });

  test("says of a picture where it is, and of a page where it is shown", () => {
    const text = "![a](images/b.svg) [c](../d.md#e)\n\n```md\n[f](g.md)\n```\n";

    expect(withAbsoluteLinks(text, "docs/x.md", "https://github.com/a/b")).toBe(
      `![a](https://github.com/a/b/raw/v${VERSION}/docs/images/b.svg) ` +
        `[c](https://github.com/a/b/blob/v${VERSION}/d.md#e)\n\n\`\`\`md\n[f](g.md)\n\`\`\`\n`,
    );
  });

  test("links to documents and headings that are there", () => {
    const dead = documents().flatMap((path) => {
      const links = Array.from(read(path).matchAll(/\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)/g));
      return links.flatMap(([link, to = "", heading]) => {
        const target = to === "" ? path : join(dirname(path), to);
        if (!existsSync(join(ROOT, target))) return [`${path}: ${link}`];
        const isThere = heading === undefined || headingsOf(target).includes(heading);
        return isThere ? [] : [`${path}: ${link}`];
      });
    });

    expect(dead).toEqual([]);
  });
});

function withoutFences(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, "");
}

/** For people who work here, comments may name what the repository has. */
function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** The anchors that GitHub makes of a document's headings. */
function headingsOf(path: string): string[] {
  return Array.from(read(path).matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

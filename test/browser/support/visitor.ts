import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Where Debian, and others, put it. `CHROMIUM` names another one. */
const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** It must not look for hosts of its own: there is no network. */
const FLAGS = [
  ...["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"],
  ...["disable-background-networking", "disable-component-update", "disable-extensions"],
].map((flag) => `--${flag}`);

const SCREENSHOTS = join(import.meta.dirname, "../../../.cache/screenshots");
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Who looks, and at what. */
export interface Looks {
  /** A phone instead of a desktop. */
  readonly isPhone?: boolean;
  readonly isDark?: boolean;
  /** Without scripts, as some are. */
  readonly hasNoScripts?: boolean;
  /** @defaultValue `es-CL` */
  readonly locale?: string;
}

/** A person with a browser of their own: nothing is shared with the others. */
export interface Visitor {
  readonly page: Page;
  /** Another tab of the same browser. */
  newTab(): Promise<Page>;
  /** What went wrong in any tab: errors, blocked content, requests to other hosts than loopback. */
  problems(): readonly string[];
  close(): Promise<void>;
}

/** Starts Chromium for the tests of a file; the function that it returns opens a browser of one's own. */
export function useChromium(): (looks?: Looks) => Promise<Visitor> {
  let browser: Browser | undefined;
  const visitors = new Set<Visitor>();
  before(async () => {
    browser = await chromium.launch({ executablePath: program(), args: FLAGS });
  });
  after(async () => {
    await Promise.all([...visitors].map((visitor) => visitor.close()));
    await browser?.close();
  });
  return async (looks = {}) => {
    assert(browser, "Chromium has not started");
    const visitor = await visit(browser, looks);
    visitors.add(visitor);
    return visitor;
  };
}

/** Asserts that axe finds nothing serious on what is shown. */
export async function assertAccessible(page: Page): Promise<void> {
  // Through the debugger, which no content security policy keeps out.
  await page.evaluate(readFileSync(AXE, "utf8"));
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations;
  });
  const serious = found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(serious, [], `axe on ${page.url()}`);
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact?: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Asserts that nothing has to be scrolled sideways. */
export async function assertFits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert(Number(content) <= Number(window), `${page.url()} is ${content} px wide in ${window} px`);
}

/** Keeps what is shown, for people to look at. */
export async function photograph(page: Page, name: string, fullPage = true): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage });
}

async function visit(browser: Browser, looks: Looks): Promise<Visitor> {
  const context = await browser.newContext(contextOf(looks));
  const problems: string[] = [];
  context.on("page", (page) => {
    watch(page, problems);
  });
  const page = await context.newPage();
  return {
    page,
    newTab: () => context.newPage(),
    problems: () => problems,
    close: () => context.close(),
  };
}

function contextOf({ isPhone, isDark, hasNoScripts, locale = "es-CL" }: Looks) {
  return {
    locale,
    timezoneId: "America/Santiago",
    colorScheme: isDark ? "dark" : "light",
    javaScriptEnabled: !hasNoScripts,
    ...(isPhone
      ? {
          viewport: { width: 390, height: 844 },
          hasTouch: true,
          isMobile: true,
          deviceScaleFactor: 2,
        }
      : { viewport: { width: 1280, height: 800 } }),
  } satisfies BrowserContextOptions;
}

function watch(page: Page, problems: string[]): void {
  page.setDefaultTimeout(10_000);
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on("dialog", (dialog) => {
    problems.push(`${page.url()} says ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    const isHere = ["127.0.0.1", "localhost"].includes(hostname) || protocol === "data:";
    if (!isHere) problems.push(`${page.url()} asks ${request.url()}`);
  });
}

function program(): string {
  const { CHROMIUM } = process.env;
  const found = [...(CHROMIUM ? [CHROMIUM] : []), ...PROGRAMS].find((path) => existsSync(path));
  if (found === undefined) {
    throw new Error("Chromium is missing: apt-get install -y chromium, or name one in CHROMIUM");
  }
  return found;
}

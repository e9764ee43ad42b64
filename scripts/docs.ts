/**
 * `npm run docs`: the guides and the reference as one static site, in `.cache/site`. Its tools are packages of their own,
 * in `site`, and are installed if they are not there. A link that leads nowhere is a failure.
 *
 * `SITE_BASE` is the folder of the host that the site will stand in, `/` by default. `SITE_REPOSITORY` is the address of
 * the repository; without it nothing links there.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./package/run.js";
import { manifestOf, SDK } from "./packages.js";
import { deadLinks } from "./site/dead-links.js";
import { guidePages, type Page, pictureAt, pictures } from "./site/guides.js";
import { llmsTexts } from "./site/llms.js";
import { guideMenu, referenceMenus } from "./site/menu.js";
import { referencePages } from "./site/reference.js";
import { inSpanish } from "./site/spanish.js";
import { installTools, SITE } from "./site/tools.js";
import { ROOT } from "./specs.js";

const PAGES = join(SITE, ".cache/pages");
const PUBLIC = join(SITE, ".cache/public");
const OUT = join(ROOT, ".cache/site");
const SUMMARY =
  "Khipu for TypeScript: create payments by bank transfer, verify notifications, settle each order exactly once.";

const { SITE_BASE: base = "/", SITE_REPOSITORY: repository } = process.env;
const { version } = manifestOf(SDK);

installTools();
const { guides, reference } = writePages();
run(SITE, "npx", "vitepress", "build");
writeForAgents(guides, reference);
const dead = deadLinks(OUT, base);
for (const link of dead) console.error(link);
console.log(`docs: ${dead.length === 0 ? "ok     " : "FAILED "} ${OUT}, ${dead.length} dead links`);
process.exitCode = dead.length > 0 ? 1 : 0;

/** Writes the Markdown that VitePress builds, what it serves as it is, and the menus. */
function writePages(): { readonly guides: readonly Page[]; readonly reference: readonly Page[] } {
  for (const folder of [PAGES, PUBLIC, OUT]) rmSync(folder, { recursive: true, force: true });
  const guides = guidePages(repository && `${repository}/blob/v${version}`);
  const reference = referencePages();
  cpSync(join(SITE, "pages"), PAGES, { recursive: true });
  for (const page of [...guides, ...reference, ...reference.map(inSpanish)]) write(PAGES, page);
  for (const picture of pictures()) cpSync(join(ROOT, picture), join(PAGES, pictureAt(picture)));
  cpSync(join(SITE, "public"), PUBLIC, { recursive: true });
  const menuOf = (language: "en" | "es") => ({
    [language === "en" ? "/" : "/es/"]: guideMenu(language, guides),
    ...referenceMenus(language, reference),
  });
  const sidebar = { en: menuOf("en"), es: menuOf("es") };
  const site = { version, base, repository, sidebar };
  writeFileSync(join(SITE, ".cache/site.json"), JSON.stringify(site));
  return { guides, reference };
}

/** The pages as they were written, and what leads to them. */
function writeForAgents(guides: readonly Page[], reference: readonly Page[]): void {
  for (const page of [...guides, ...reference]) write(OUT, page);
  const { index, full } = llmsTexts(SUMMARY, guideMenu("en", guides), guides, reference);
  write(OUT, { path: "llms.txt", text: index });
  write(OUT, { path: "llms-full.txt", text: full });
}

function write(folder: string, { path, text }: Page): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

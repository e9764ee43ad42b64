import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { failureCode } from "../../http/connection.js";
import { CliError, UsageError } from "../cli-error.js";
import type { Context } from "../context.js";
import { EXIT } from "../exit-code.js";
import type { GlobalOptions } from "../global-options.js";
import { missingLines } from "../init/env-example.js";
import { findProject, type Framework, type Project } from "../init/project.js";
import type { Said } from "../language.js";
import { type Route, routeOf } from "../init/route.js";

/** Options of `khipu init`. */
export interface InitCommandOptions extends GlobalOptions {
  readonly framework?: Framework;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

const INSTALL: Said = {
  en: "npm install khipu-sdk (khipu-simulator is for development, and not installed in production)",
  es: "npm install khipu-sdk (khipu-simulator es para desarrollar, y no se instala en producción)",
};

interface Plan {
  readonly project: Project;
  readonly route: Route;
  readonly file: string;
  /** What is added to `.env.example`. */
  readonly lines: string;
  readonly envFile: string;
}

/** Writes a webhook's route for the framework it finds, after asking. */
export async function run(context: Context, options: InitCommandOptions): Promise<number> {
  const plan = planOf(context, options);
  const isDry = options.dryRun === true;
  if (!isDry && existsSync(plan.file)) throw inTheWay(plan.route.path);
  show(context, plan, isDry);
  if (isDry) return finish(context, plan, false);
  if (options.yes !== true && !(await isWanted(context))) {
    context.print(context.say({ en: "Nothing was written.", es: "No se escribió nada." }));
    finish(context, plan, false);
    return EXIT.failed;
  }
  write(plan);
  return finish(context, plan, true);
}

function planOf(context: Context, { framework }: InitCommandOptions): Plan {
  const project = findProject(context.cwd, framework);
  if (project === undefined) {
    throw new UsageError(
      {
        en: "there is no package.json here or above",
        es: "no hay un package.json aquí ni más arriba",
      },
      {
        en: "Go into your project, or npm init first.",
        es: "Entra a tu proyecto, o haz npm init primero.",
      },
    );
  }
  const route = routeOf(project, context.language);
  const envFile = join(project.root, ".env.example");
  const existing = existsSync(envFile) ? readFileSync(envFile, "utf8") : "";
  const lines = missingLines(existing, (said) => context.say(said));
  return { project, route, file: join(project.root, route.path), lines, envFile };
}

function show(context: Context, { project, route, lines }: Plan, isDry: boolean): void {
  const { bold, dim, cyan } = context.style;
  const found = context.say({ en: "Found", es: "Se encontró" });
  context.print(`${found} ${bold(project.framework)} ${dim(project.root)}`);
  const verb = isDry
    ? context.say({ en: "Would write", es: "Se escribiría" })
    : context.say({ en: "Will write", es: "Se escribirá" });
  context.print(`${verb} ${bold(route.path)}:`);
  context.print();
  for (const line of route.code.trimEnd().split("\n")) context.print(`  ${cyan(line)}`);
  context.print();
  if (lines === "") return;
  context.print(
    `${context.say({ en: "and add to", es: "y se agrega a" })} ${bold(".env.example")}:`,
  );
  context.print();
  for (const line of lines.trim().split("\n")) context.print(`  ${cyan(line)}`);
  context.print();
}

async function isWanted(context: Context): Promise<boolean> {
  if (!context.canAsk) {
    throw new UsageError(
      { en: "there is no terminal to ask on", es: "no hay una terminal donde preguntar" },
      {
        en: "Look at it with --dry-run, then write it with --yes.",
        es: "Míralo con --dry-run, y escríbelo con --yes.",
      },
    );
  }
  return context.confirm(context.say({ en: "Write that?", es: "¿Escribirlo?" }));
}

/** `wx` and append: what somebody wrote meanwhile is not lost either. */
function write({ file, route, lines, envFile }: Plan): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, route.code, { flag: "wx" });
    if (lines !== "") appendFileSync(envFile, lines);
  } catch (error) {
    const code = failureCode(error);
    if (code === "EEXIST") throw inTheWay(route.path);
    throw new CliError({
      en: `${route.path} cannot be written (${code})`,
      es: `no se puede escribir ${route.path} (${code})`,
    });
  }
}

function inTheWay(path: string): CliError {
  return new CliError(
    { en: `${path} is there already`, es: `${path} ya existe` },
    {
      en: "Nothing was written. Move it away, or compare it with --dry-run.",
      es: "No se escribió nada. Muévelo, o compáralo con --dry-run.",
    },
  );
}

function finish(context: Context, { project, route, lines }: Plan, isWritten: boolean): number {
  const { framework, isTypeScript, isModule, hasSdk } = project;
  const mount = route.mount && context.say(route.mount);
  context.printJson({
    ...{ framework, isTypeScript, isModule, hasSdk, path: route.path, code: route.code, mount },
    ...{ envExample: lines, isWritten },
  });
  if (!isWritten) return EXIT.ok;
  const { green, bold } = context.style;
  context.print(green(`✓ ${route.path}`));
  context.print(context.say({ en: "What is left:", es: "Lo que falta:" }));
  if (mount !== undefined) context.print(`  • ${bold(mount)}`);
  const steps = [
    ...(hasSdk ? [] : [INSTALL]),
    { en: "fill in expect and onPaid", es: "completa expect y onPaid" },
    {
      en: "choose a store for production: node_modules/khipu-sdk/README.md lists them",
      es: "elige una bodega para producción: están en node_modules/khipu-sdk/README.es.md",
    },
    {
      en: "create payments with notify_url and notify_api_version 3.0",
      es: "crea los cobros con notify_url y notify_api_version 3.0",
    },
    { en: "try it: khipu webhooks send --to URL", es: "pruébalo: khipu webhooks send --to URL" },
  ];
  for (const step of steps) context.print(`  • ${context.say(step)}`);
  return EXIT.ok;
}

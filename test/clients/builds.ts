import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { capitals } from "../../scripts/spec/client-languages.js";
import { clientFolder } from "../../scripts/spec/generate-client.js";
import { ROOT, type Spec, SPECS } from "../../scripts/specs.js";

/** A program to run: where, and with what. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** How the clients of a language are compiled, and the program that drives the one of Instant Payments 3.0. */
export interface Build {
  /** Compiles every client; throws with what the compiler said. */
  compile(): void;
  readonly program: () => Program;
}

const HERE = join(ROOT, "test/clients");
const VENV = join(ROOT, ".cache/clients/python/venv");

/** The languages whose clients are compiled and driven, by openapi-generator's name for them. */
export const BUILDS: Readonly<Record<string, Build>> = {
  python: {
    compile() {
      const folders = SPECS.map((spec) => folderOf("python", spec));
      const python = pythonWith(VENV, folders);
      // Importing a package compiles all of it; what it compiles to has to load as well.
      const packages = SPECS.map(({ id }) => `khipu_${id.replaceAll(/\W/g, "_")}`);
      run(python, ["-c", `import ${packages.join(", ")}`], ROOT);
      run(python, ["-m", "compileall", "-q", ...folders], ROOT);
    },
    program: () => ({
      command: join(VENV, "bin/python"),
      args: ["main.py"],
      cwd: join(HERE, "python"),
    }),
  },
  java: {
    compile: compileJava,
    program: () => ({
      command: "java",
      args: ["-cp", classpath(), "Main.java"],
      cwd: join(HERE, "java"),
    }),
  },
  go: {
    compile() {
      for (const spec of SPECS) run("go", ["build", "./..."], folderOf("go", spec));
      run("go", ["vet", "."], join(HERE, "go"));
    },
    program: () => ({ command: "go", args: ["run", "."], cwd: join(HERE, "go") }),
  },
  php: {
    compile() {
      const clients = SPECS.flatMap((spec) => [
        `Khipu\\${capitals(spec)}\\`,
        folderOf("php", spec),
      ]);
      run("php", ["load.php", ...clients], join(HERE, "php"));
    },
    program: () => ({
      command: "php",
      args: ["main.php", join(ROOT, ".cache/clients/php/instant-payments.v3")],
      cwd: join(HERE, "php"),
    }),
  },
};

/** Makes a Python of its own that has these packages, and tells where it is. */
export function pythonWith(venv: string, packages: readonly string[]): string {
  run("python3", ["-m", "venv", venv], ROOT);
  const python = join(venv, "bin/python");
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  run(python, [...install, ...packages], ROOT);
  return python;
}

function folderOf(language: string, spec: Spec): string {
  return clientFolder(language, spec);
}

/** Each has dependencies of its own: forms, for one, need another library than JSON. */
function compileJava(): void {
  const skip = ["test", "javadoc", "source"].map((part) => `-Dmaven.${part}.skip=true`);
  const goals = ["package", "dependency:copy-dependencies", "-DincludeScope=compile"];
  for (const spec of SPECS) run("mvn", ["-B", "-q", ...skip, ...goals], folderOf("java", spec));
}

function classpath(): string {
  const target = join(ROOT, ".cache/clients/java/instant-payments.v3/target");
  return [join(target, "classes"), join(target, "dependency/*")].join(delimiter);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (error) throw new Error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 4).join(" ")}\n${stdout}${stderr}`);
}

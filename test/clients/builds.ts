import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pythonWith } from "../../scripts/package/python.js";
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
/** What cargo makes is kept out of the sources. */
const RUST_TARGET = ["--target-dir", join(ROOT, ".cache/clients/rust-target")];
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
      args: [
        "-cp",
        classpath(join(ROOT, ".cache/clients/java/instant-payments.v3/target")),
        "Main.java",
      ],
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
  ruby: {
    compile() {
      const clients = SPECS.map((spec) => ["-I", join(folderOf("ruby", spec), "lib")]);
      const names = SPECS.map(({ id }) => `-rkhipu_${id.replaceAll(/\W/g, "_")}`);
      run("ruby", [...clients.flat(), ...names, "-e", ""], ROOT);
    },
    program: () => ({
      command: "ruby",
      args: ["-I", join(ROOT, ".cache/clients/ruby/instant-payments.v3/lib"), "main.rb"],
      cwd: join(HERE, "ruby"),
    }),
  },
  rust: {
    compile: () => run("cargo", ["build", "--quiet", ...RUST_TARGET], join(HERE, "rust")),
    program: () => ({
      command: "cargo",
      args: ["run", "--quiet", ...RUST_TARGET],
      cwd: join(HERE, "rust"),
    }),
  },
  kotlin: {
    compile() {
      const goals = ["compile", "dependency:copy-dependencies", "-DincludeScope=runtime"];
      run("mvn", ["-B", "-q", ...goals], join(HERE, "kotlin"));
    },
    program: () => ({
      command: "java",
      args: ["-cp", classpath(join(ROOT, ".cache/clients/kotlin/target")), "MainKt"],
      cwd: join(HERE, "kotlin"),
    }),
  },
  "typescript-fetch": typescriptOf("typescript-fetch"),
  "typescript-axios": typescriptOf("typescript-axios", ["axios@1.21.1"]),
};

function typescriptOf(language: string, packages: readonly string[] = []): Build {
  const here = join(HERE, language);
  return {
    compile() {
      const install = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel", "error"];
      if (packages.length > 0) run("npm", [...install, ...packages], emptyProject(language));
      run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", here], ROOT);
    },
    program: () => ({
      command: process.execPath,
      args: [join(ROOT, "node_modules/tsx/dist/cli.mjs"), "main.ts"],
      cwd: here,
    }),
  };
}

/** A project around all clients of a language, so that npm installs there and not into this repository. */
function emptyProject(language: string): string {
  const folder = join(ROOT, ".cache/clients", language);
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  return folder;
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

/** What Maven left in a folder: the classes, and the libraries that they need. */
function classpath(target: string): string {
  return [join(target, "classes"), join(target, "dependency/*")].join(delimiter);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (error) throw new Error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 4).join(" ")}\n${stdout}${stderr}`);
}

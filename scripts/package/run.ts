import { execFileSync } from "node:child_process";

/** Runs a program to its end and returns what it printed; when it fails, all of that is the error. */
export function run(cwd: string, command: string, ...args: readonly string[]): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: "utf8",
      stdio: "pipe",
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const said = (stdout + stderr).trim();
    throw new Error(`${[command, ...args].join(" ")}\n${said}`, { cause: error });
  }
}

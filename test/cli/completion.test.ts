import { describe, expect, test } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { khipu } from "./support/cli.js";

/** Lets bash itself complete a line; the last word is what has been typed of the next one. */
function completed(script: string, words: readonly string[]): string[] {
  const line = words.map((word) => `'${word}'`).join(" ");
  const asked = `COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _khipu; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", `${script}\n${asked}`], { encoding: "utf8" })
    .trim()
    .split("\n");
}

describe("khipu completion", () => {
  test.each([
    { words: ["khipu", "pay"], next: ["payments"] },
    { words: ["khipu", "payments", "re"], next: ["refund"] },
    { words: ["khipu", "--json", "simulator", "p"], next: ["pay"] },
    { words: ["khipu", "simulator", "--se"], next: ["--seed"] },
    { words: ["khipu", "payments", "create", "--subj"], next: ["--subject"] },
    { words: ["khipu", "payments", "create", "--js"], next: ["--json"] },
    { words: ["khipu", "banks", "--lang", ""], next: ["es", "en"] },
    { words: ["khipu", "webhooks", "send", "--forge", "wrong"], next: ["wrong-secret"] },
    { words: ["khipu", "payments", "create", "--from", "o"], next: [""] },
  ])("has bash complete $words with $next", async ({ words, next }) => {
    const { stdout } = await khipu(["completion", "bash"]);

    expect(completed(stdout, words).slice(0, next.length)).toEqual(next);
  });

  test("is the same for zsh, which runs what bash runs", async () => {
    const [bash, zsh] = [await khipu(["completion", "bash"]), await khipu(["completion", "zsh"])];

    expect(zsh.stdout).toMatch(/^autoload -U \+X compinit && compinit\n/);
    expect(zsh.stdout.endsWith(bash.stdout)).toBe(true);
  });

  test("tells fish what each command and option does, in the person's language", async () => {
    const { stdout } = await khipu(["completion", "fish"], { env: { LANG: "es_CL.UTF-8" } });

    expect(stdout).toContain("-a simulator -d 'corre Khipu en esta máquina");
    expect(stdout).toMatch(/'__khipu_at \\'simulator\\'' -a pay -d 'paga un cobro/);
    expect(stdout).toContain("-l lang -x -a 'es en' -d 'el idioma'");
  });

  test("refuses a shell that it does not know", async () => {
    const { code, stderr } = await khipu(["completion", "tcsh"]);

    expect(code).toBe(2);
    expect(stderr).toContain("Choose one of bash, zsh, fish.");
  });
});

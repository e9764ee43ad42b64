import type { Shell } from "./shells.js";
import type { OptionWord, Place } from "./words.js";

/** The script that a shell reads to complete these words. */
export function completionScript(shell: Shell, places: readonly Place[]): string {
  switch (shell) {
    case "bash":
      return bash(places);
    case "zsh":
      // zsh runs completions written for bash.
      return `autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n${bash(places)}`;
    case "fish":
      return fish(places);
  }
}

function bash(places: readonly Place[]): string {
  const commands = places.slice(1).map(({ path }) => `"${path}"`);
  return `_khipu() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" at="" word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${at:+$at }$word" in
      ${commands.join("|")}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at $prev" in
${bashValues(places).join("\n")}
  esac
  case "$at" in
${places.map(bashWords).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _khipu khipu
`;
}

/** What follows an option that takes a value: what can be chosen, or what the shell itself offers, files. */
function bashValues(places: readonly Place[]): string[] {
  const taking = places.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ name, choices }) => ({ at: `"${path} ${name}"`, choices: choices.join(" ") })),
  );
  const free = taking.filter(({ choices }) => choices === "").map(({ at }) => at);
  return [
    ...taking
      .filter(({ choices }) => choices !== "")
      .map(
        ({ at, choices }) =>
          `    ${at}) COMPREPLY=($(compgen -W "${choices}" -- "$cur")); return ;;`,
      ),
    `    ${free.join("|")}) COMPREPLY=(); return ;;`,
  ];
}

function bashWords({ path, commands, options }: Place): string {
  const words = [...commands, ...options].map(({ name }) => name);
  return `    "${path}") words="${words.join(" ")}" ;;`;
}

function fish(places: readonly Place[]): string {
  const [first] = places;
  const shared = first?.options ?? [];
  const lines = places.flatMap((place) => {
    const own = place === first ? [] : place.options.slice(0, place.options.length - shared.length);
    const isHere = `-n ${quoted(`__khipu_at ${quoted(place.path)}`)}`;
    return [
      ...place.commands.map(
        ({ name, description }) =>
          `complete -c khipu -f ${isHere} -a ${name} -d ${quoted(description)}`,
      ),
      ...own.map((option) => `complete -c khipu ${isHere} ${fishOption(option)}`),
    ];
  });
  return `function __khipu_at
  set -l at
  for word in (commandline -opc)[2..-1]
    contains -- (string join -- ' ' $at $word) ${places
      .slice(1)
      .map(({ path }) => quoted(path))
      .join(" ")}; and set -a at $word
  end
  test "$at" = "$argv[1]"
end
${shared.map((option) => `complete -c khipu ${fishOption(option)}`).join("\n")}
${lines.join("\n")}
`;
}

function fishOption({ name, description, takesValue, choices }: OptionWord): string {
  const value =
    choices.length > 0 ? ` -x -a ${quoted(choices.join(" "))}` : takesValue ? " -r" : "";
  return `-l ${name.replace(/^--/, "")}${value} -d ${quoted(description)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, "\\$&")}'`;
}

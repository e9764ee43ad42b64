// @ts-check
import { Converter, ParameterType, ReflectionKind } from "typedoc";

/** What a reader would import comes first; errors are exported there. */
const MAIN = "khipu-sdk";

/**
 * Names each module as users import it, and finds what a comment of one entry links to in another: the errors, which
 * every entry throws and the main one exports.
 *
 * @param {import("typedoc").Application} app
 */
export function load(app) {
  app.options.addDeclaration({
    name: "moduleNames",
    help: "What users import, by the name that TypeDoc makes of the entry's path.",
    type: ParameterType.Mixed,
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    const names = /** @type {Record<string, string>} */ (app.options.getValue("moduleNames"));
    for (const module of project.children ?? []) module.name = names[module.name] ?? module.name;
    for (const paths of project.getReflectionsByKind(ReflectionKind.Interface)) {
      // What openapi-fetch infers from: a megabyte that only a compiler reads.
      const parts = /Paths$/.test(paths.name) && paths.isDeclaration() ? paths.children : [];
      for (const part of [...(parts ?? [])]) project.removeReflection(part);
    }
    for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
      if (parameter.name === "__namedParameters") parameter.name = nameFrom(parameter);
    }
  });
  app.converter.addUnknownSymbolResolver(({ symbolReference }, reflection) => {
    const [wanted] = symbolReference?.path ?? [];
    const found = reflection.project
      .getReflectionsByKind(ReflectionKind.All)
      .filter(
        ({ name, parent }) => name === wanted?.path && parent?.kind === ReflectionKind.Module,
      );
    const target = found.find(({ parent }) => parent?.name === MAIN) ?? found[0];
    // Its type says that a target is an address; it is taken as it is, and a reflection is one, too.
    return target && { target: /** @type {string} */ (/** @type {unknown} */ (target)) };
  });
}

/**
 * A parameter that is taken apart where it stands has no name of its own: it gets its type's.
 *
 * @param {import("typedoc").Reflection} parameter
 */
function nameFrom(parameter) {
  const type = parameter.isParameter() ? parameter.type : undefined;
  const name = type?.type === "reference" ? type.name : "options";
  return name.charAt(0).toLowerCase() + name.slice(1);
}

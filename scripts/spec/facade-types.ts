import { join } from "node:path";
import ts from "typescript";

/** The types of the facade, as the compiler sees them. */
export interface FacadeTypes {
  /** A class or function that a file declares. */
  declared(path: string, name: string): ts.Symbol | undefined;
  /** The signatures of a function, or of a method of a class. */
  signatures(symbol: ts.Symbol, method?: string): readonly ts.Signature[];
  /** What a call takes, without what every call takes last. */
  parameters(signature: ts.Signature): { readonly name: string; readonly type: ts.Type }[];
  /** What a call resolves to. */
  result(signature: ts.Signature): ts.Type;
  /** What a class is constructed with. */
  constructed(symbol: ts.Symbol): ts.Type[];
  /** The fields of a class: name and type. */
  fields(symbol: ts.Symbol): { readonly name: string; readonly type: ts.Type }[];
  /** Where the field at the end of a path of fields is declared: `Bank.bank_id`. */
  owner(type: ts.Type, path: readonly string[]): string | undefined;
  /** What a type has under a name, if it has it. */
  below(type: ts.Type, name: string): ts.Type[];
  /** Whether a method is none of the user's business. */
  isInternal(symbol: ts.Symbol, method: string): boolean;
  /** The name under which a type is declared. */
  nameOf(type: ts.Type): string;
}

/** Reads the facade under `root` from the given files. */
export function facadeTypes(root: string, files: readonly string[]): FacadeTypes {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: { compilerOptions: unknown };
  };
  const parsed = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const names = files.map((path) => join(root, path));
  const program = ts.createProgram(names, { ...parsed.options, noEmit: true });
  return new Reader(root, program);
}

class Reader implements FacadeTypes {
  readonly #root: string;
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  constructor(root: string, program: ts.Program) {
    this.#root = root;
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  declared(path: string, name: string): ts.Symbol | undefined {
    const file = this.#program.getSourceFile(join(this.#root, path));
    const module = file && this.#checker.getSymbolAtLocation(file);
    return module && this.#checker.getExportsOfModule(module).find((one) => one.name === name);
  }

  signatures(symbol: ts.Symbol, method?: string): readonly ts.Signature[] {
    if (method === undefined) return this.#checker.getTypeOfSymbol(symbol).getCallSignatures();
    const member = this.#checker.getDeclaredTypeOfSymbol(symbol).getProperty(method);
    return member ? this.#checker.getTypeOfSymbol(member).getCallSignatures() : [];
  }

  parameters(signature: ts.Signature): { name: string; type: ts.Type }[] {
    const all = signature.getParameters().map((parameter) => {
      const type = this.#checker.getTypeOfSymbol(parameter);
      return { name: parameter.name, type: this.#checker.getNonNullableType(type) };
    });
    return all.filter(({ type }) => this.nameOf(type) !== "CallOptions");
  }

  result(signature: ts.Signature): ts.Type {
    const type = signature.getReturnType();
    return this.#checker.getAwaitedType(type) ?? type;
  }

  constructed(symbol: ts.Symbol): ts.Type[] {
    const signatures = this.#checker.getTypeOfSymbol(symbol).getConstructSignatures();
    return signatures.flatMap((one) => this.parameters(one).map(({ type }) => type));
  }

  fields(symbol: ts.Symbol): { name: string; type: ts.Type }[] {
    const properties = this.#checker.getDeclaredTypeOfSymbol(symbol).getProperties();
    return properties.map((property) => ({
      name: property.name,
      type: this.#checker.getTypeOfSymbol(property),
    }));
  }

  owner(type: ts.Type, [step, ...rest]: readonly string[]): string | undefined {
    if (step === undefined) return undefined;
    for (const one of this.#parts(type)) {
      const found = step === "[]" ? this.#inList(one, rest) : this.#inObject(one, step, rest);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  below(type: ts.Type, name: string): ts.Type[] {
    return this.#parts(type).flatMap((one) => {
      const property = this.#checker.getPropertyOfType(one, name);
      return property ? [this.#checker.getTypeOfSymbol(property)] : [];
    });
  }

  isInternal(symbol: ts.Symbol, method: string): boolean {
    const member = this.#checker.getDeclaredTypeOfSymbol(symbol).getProperty(method);
    return member?.getJsDocTags(this.#checker).some(({ name }) => name === "internal") === true;
  }

  nameOf(type: ts.Type): string {
    return (type.aliasSymbol ?? type.symbol)?.name ?? this.#checker.typeToString(type);
  }

  /** What a type can be, one by one. */
  #parts(type: ts.Type): readonly ts.Type[] {
    const some = this.#checker.getNonNullableType(type);
    return some.isUnion() ? some.types : [some];
  }

  #inList(type: ts.Type, rest: readonly string[]): string | undefined {
    const item = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (item === undefined || type.flags & ts.TypeFlags.StringLike) return undefined;
    return rest.length === 0 ? `${this.nameOf(item)}[]` : this.owner(item, rest);
  }

  #inObject(type: ts.Type, name: string, rest: readonly string[]): string | undefined {
    const property = this.#checker.getPropertyOfType(type, name);
    if (property === undefined) return this.#inRecord(type, name, rest);
    const below = this.#checker.getTypeOfSymbol(property);
    if (rest.length > 0) return this.owner(below, rest);
    const parent = declaredIn(property.declarations?.[0]);
    return `${parent ?? this.nameOf(type)}.${name}`;
  }

  /** A field without a name of its own: of an object whose fields the merchant chooses. */
  #inRecord(type: ts.Type, name: string, rest: readonly string[]): string | undefined {
    const value = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (value === undefined) return undefined;
    return rest.length === 0 ? `${this.nameOf(type)}[${name}]` : this.owner(value, rest);
  }
}

/** The interface or type in which something is declared. */
function declaredIn(node: ts.Node | undefined): string | undefined {
  for (let parent = node?.parent; parent !== undefined; parent = parent.parent) {
    if (ts.isInterfaceDeclaration(parent) || ts.isTypeAliasDeclaration(parent)) {
      return parent.name.text;
    }
  }
  return undefined;
}

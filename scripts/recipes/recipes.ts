/** A piece of work that CONTRIBUTING.md describes, and the command that it ends in. */
export interface Recipe {
  readonly title: string;
  readonly proof: string;
}

/** The recipes of a CONTRIBUTING.md, in order: the headings below which something is to be proved. */
export function recipesIn(markdown: string): Recipe[] {
  return markdown.split(/^## /m).flatMap((section) => {
    const [title = ""] = section.split("\n");
    const [, proof] = /^\d+\. Prove it:\s+`([^`]+)`/m.exec(section) ?? [];
    return proof === undefined ? [] : [{ title, proof: proof.replaceAll(/\s+/g, " ") }];
  });
}

/** jest and tsx look at no types: one of these does. */
const TYPE_CHECKS = /npm run types\b|npm run check(?! -- (?!types))|\.ci\/run/;

/** Whether what a recipe ends in would notice a tree that does not compile. */
export function checksTypes({ proof }: Recipe): boolean {
  return TYPE_CHECKS.test(proof);
}

import type { Spec } from "../specs.js";
import type { Coverage } from "./coverage-rows.js";

const HEAD = `# What carries what

Every operation and every field of the four documents, with the method that calls it and the type that has it.
Written by \`npm run docs:coverage\` and compared by \`npm run test:spec\`; whatever is here, the types of
\`khipu-sdk/raw\` have too, since they are compiled from the same documents.

An \`argument\` is handed over by itself. \`KhipuApiError\` is what a refusal rejects with; \`body\` is the answer as
it came.
`;

/** The page that lists what carries every operation and field. */
export function coveragePage(parts: readonly (readonly [Spec, Coverage])[]): string {
  return [HEAD, ...parts.map(([spec, coverage]) => section(spec, coverage))].join("\n");
}

function section({ document }: Spec, { operations, owners }: Coverage): string {
  const fields = owners.reduce((sum, owner) => sum + owner.fields.size, 0);
  return [
    `## ${document}`,
    "",
    `${operations.length} operations and webhooks, ${fields} fields.`,
    "",
    table(
      ["operation", "request", "carried by"],
      operations.map(({ id, request, methods }) => [id, request, methods].map(code)),
    ),
    ...owners.map(({ owner, fields: rows }) =>
      [
        `### \`${owner}\``,
        "",
        table(
          ["field", "carried by"],
          [...rows].map(([name, carried]) => [name, [...carried]].map(code)),
        ),
      ].join("\n"),
    ),
  ].join("\n");
}

function code(cell: string | readonly string[]): string {
  const parts = typeof cell === "string" ? [cell] : cell;
  return parts.map((part) => `\`${part}\``).join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return `${[line(head), rule, ...rows.map(line)].join("\n")}\n`;
}

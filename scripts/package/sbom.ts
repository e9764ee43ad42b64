import { bundledPackages } from "../build/licences.js";
import { PACKAGES, SDK } from "../packages.js";
import { ROOT } from "../specs.js";
import { run } from "./run.js";

/** As much of CycloneDX as is read here. */
interface Sbom {
  metadata: { component: { name: string } };
  components: { readonly "bom-ref": string; readonly properties: readonly unknown[] }[];
  dependencies: { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * What is in the published code, as CycloneDX. Nothing is installed beside our packages, so npm alone would list
 * nothing: it is the bundled packages that count, and npm knows their versions and hashes.
 */
export function sbomOf(version: string): string {
  const flags = ["--package-lock-only", "--sbom-format", "cyclonedx"];
  const sbom = JSON.parse(run(ROOT, "npm", "sbom", ...flags)) as Sbom;
  // npm says the folder's name.
  sbom.metadata.component.name = SDK.name;
  const known = new Map(sbom.components.map((one) => [one["bom-ref"], one]));
  sbom.components = [...new Set(PACKAGES.flatMap(bundledPackages))].map((ref) => {
    const component = known.get(ref);
    if (!component) throw new Error(`${ref} is bundled, and package-lock.json does not know it`);
    // npm says of each that only development needs it. It is published.
    return { ...component, properties: [] };
  });
  sbom.dependencies = PACKAGES.map((of) => ({
    ref: `${of.name}@${version}`,
    dependsOn: bundledPackages(of),
  }));
  return `${JSON.stringify(sbom, undefined, 2)}\n`;
}

import { build, stop } from "esbuild";
import { fileURLToPath } from "node:url";

/** Bundles `browser/`, with what it imports of `khipu-sdk/browser`, into the one script of the shop's pages. */
export async function bundleBrowserScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../browser/shop.ts", import.meta.url))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  // Its helper process is not needed again.
  await stop();
  return outputFiles[0]?.text ?? "";
}

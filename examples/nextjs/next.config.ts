import { join } from "node:path";
import type { NextConfig } from "next";

const config: NextConfig = {
  // Only because `khipu-sdk` is a link into this repository here. Leave it out of your copy.
  turbopack: { root: join(import.meta.dirname, "../..") },
};

export default config;

import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // `prisma generate`, which `npm run build` runs, needs no database.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});

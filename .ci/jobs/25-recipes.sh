# The recipes of CONTRIBUTING.md, followed in a copy of the repository: whole ones end green, broken ones red.
count_lines npx tsx scripts/check-recipes.ts

# Format, lint, types, what is generated, comments, and the package as users install it.
for step in $(npm run --silent check -- --list); do
  count_lines npm run --silent check -- "$step"
done
# What would be published, as npm would get it.
count_lines npm run --silent release:check

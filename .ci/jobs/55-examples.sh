# The examples, installed and started as their READMEs say, each held to the same contract at the wire.
need psql postgresql
examples="embedding fastify hono hono-workers medusa nextjs shop"
for name in $examples; do
  npm ci --prefix "examples/$name" --ignore-scripts --no-audit --no-fund --loglevel error
done
# One driver has to be compiled; it is the same one everywhere.
npm rebuild --prefix examples/fastify better-sqlite3 --build-from-source --loglevel error
cp -r examples/fastify/node_modules/better-sqlite3/build examples/shop/node_modules/better-sqlite3/
[[ -e dist/index.mjs ]] || npm run --silent build
count_lines npx tsx test/examples/run.ts
mapfile -t shop_tests < <(cd examples/shop && ls test/*.test.ts)
count_lines npx tsx scripts/node-tests.ts shop examples/shop "${shop_tests[@]}"
for name in $examples; do
  check "types-of-$name" npm run --silent --prefix "examples/$name" types
done
check lint-of-examples npx eslint examples

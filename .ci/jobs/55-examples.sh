# The examples, installed and started as their READMEs say, each held to the same contract at the wire.
need psql postgresql
examples="embedding fastify hono hono-workers medusa nextjs shop"
for name in $examples; do
  npm ci --prefix "examples/$name" --ignore-scripts --no-audit --no-fund --loglevel error
done
# One driver has to be compiled; job 40 may have done so.
npx tsx scripts/services/sqlite-driver.ts examples/fastify examples/shop
[[ -e dist/index.mjs ]] || npm run --silent build
count_lines npx tsx test/examples/run.ts
mapfile -t shop_tests < <(cd examples/shop && ls test/*.test.ts)
count_lines npx tsx scripts/node-tests.ts shop examples/shop "${shop_tests[@]}"
for name in $examples; do
  check "types-of-$name" npm run --silent --prefix "examples/$name" types
done
check lint-of-examples npx eslint examples

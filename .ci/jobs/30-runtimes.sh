# The packed package in every runtime that it is for: Node 20 to 24, Bun, Deno, and workerd.
count_lines npx tsx scripts/check-runtimes.ts
# Its declarations, in the oldest and the newest TypeScript.
count_lines npx tsx scripts/check-compilers.ts
# What depends on the platform's HTTP, TLS and crypto, on the newer Nodes too.
for node in node22 node24; do
  jest_job "$node" ".cache/runtimes/node_modules/$node/bin/node" --experimental-vm-modules \
    --no-warnings=ExperimentalWarning node_modules/jest/bin/jest.js \
    test/crypto test/http test/resources test/v2 test/webhooks
done

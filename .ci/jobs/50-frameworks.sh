# The handlers in real web frameworks, each with and without its own body parser.
for folder in test/frameworks test/frameworks/next; do
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel error
done
[[ -e dist/index.mjs ]] || npm run --silent build
jest_job frameworks npm test --silent -- --config test/frameworks/jest.config.js
check types-of-frameworks npx tsc -p test/frameworks --noEmit
check lint-of-frameworks npx eslint test/frameworks

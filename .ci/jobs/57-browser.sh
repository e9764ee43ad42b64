# Payer's pages, dashboard, the browser entry and the example shop, driven in a real Chromium.
need chromium chromium
count_lines npm run --silent test:browser
check types-of-browser npx tsc -p test/browser --noEmit
check lint-of-browser npx eslint test/browser

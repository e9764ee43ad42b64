# Guides and reference as one site: built without a dead link, and opened in a real Chromium. And the workflows, one of
# which publishes it.
need chromium chromium
need go golang-go
count_lines npm run --silent docs
count_lines npm run --silent test:site
check types-of-site npx tsc -p site --noEmit
check lint-of-site npx eslint site
GOBIN="$PWD/.cache/bin" go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12
check workflows .cache/bin/actionlint -shellcheck=

#!/usr/bin/env bash
# Builds the simulator's image and has a container of it create a payment: `npm run pack`, then `scripts/try-image.sh`.
#
# With Docker the base image is the real one. Without it, buildah builds on a stand-in: this machine's Node and npm with
# busybox (apt-get install buildah busybox-static), so no image has to be fetched.
set -euo pipefail
cd "$(dirname "$0")/.."

file=packages/simulator/docker/Dockerfile
packages=.cache/packages
image=khipu-simulator
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The files that a program of this machine needs, copied to where a container looks for them.
stand_in() {
  local root=$1 node library command
  node=$(readlink -f "$(command -v node)")
  mkdir -p "$root"/{bin,usr/bin,usr/lib/node_modules,etc/ssl/certs,home/node,root,tmp}
  chmod 1777 "$root/tmp"
  cp "$node" "$root/usr/bin/node"
  cp -r "$(npm root --global)/npm" "$root/usr/lib/node_modules/"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/bin/npm"
  cp "$(command -v busybox)" "$root/bin/busybox"
  for command in sh rm mkdir chown env; do ln -s busybox "$root/bin/$command"; done
  ln -s /bin/env "$root/usr/bin/env"
  for library in $(ldd "$node" | grep -o '/[^ ]*'); do
    mkdir -p "$root$(dirname "$library")"
    cp -L "$library" "$root$library"
  done
  printf 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/home/node:/bin/sh\n' > "$root/etc/passwd"
  printf 'root:x:0:\nnode:x:1000:\n' > "$root/etc/group"
  cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
}

with_buildah() {
  export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
  local buildah=(buildah --root "$work/store" --runroot "$work/run") base container
  stand_in "$work/root"
  container=$("${buildah[@]}" from scratch)
  "${buildah[@]}" add --quiet "$container" "$work/root" / > "$work/log"
  "${buildah[@]}" config --env PATH=/usr/bin:/bin "$container"
  base=$(sed -n 's/^FROM //p' "$file")
  "${buildah[@]}" commit --quiet "$container" "docker.io/library/$base" > "$work/log"
  "${buildah[@]}" bud --format docker --pull-never --network host -t "$image" -f "$file" "$packages"
  container=$("${buildah[@]}" from --pull-never "localhost/$image")
  # buildah runs no ENTRYPOINT by itself.
  mapfile -t entry < <("${buildah[@]}" inspect --type image --format \
    '{{range .Docker.Config.Entrypoint}}{{println .}}{{end}}{{range .Docker.Config.Cmd}}{{println .}}{{end}}' "$image" | grep .)
  "${buildah[@]}" run --network host "$container" -- "${entry[@]}" > "$work/said" &
}

with_docker() {
  docker build -t "$image" -f "$file" "$packages"
  docker run --rm -p 127.0.0.1:5447:5447 "$image" > "$work/said" &
}

if docker version > /dev/null 2>&1; then with_docker; else with_buildah; fi
started=$!
# A process that only waits for its container ends with it.
trap 'kill "$started" 2> /dev/null || true; wait "$started" 2> /dev/null || true; rm -rf "$work"' EXIT

url=http://localhost:5447
for _ in $(seq 60); do
  curl --silent --fail --output /dev/null "$url/assets/live.js" && break
  sleep 1
done
key=$(sed -n 's/^KHIPU_API_KEY=//p' "$work/said")
created=$(curl --silent --show-error --fail "$url/v3/payments" -H "x-api-key: $key" \
  -H 'content-type: application/json' -d '{"amount":5900,"currency":"CLP","subject":"Order 1042"}')
grep --quiet "\"payment_url\":\"$url/payment/info/" <<< "$created"
echo "image: ok      the container of $file created a payment"

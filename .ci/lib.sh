# What the jobs of .ci/jobs are made of. A job is a file `NN-name.sh`; it is run by itself, in the
# repository's folder, under `set -euo pipefail`, and counts through these functions. What a job needs and
# cannot find is a failure, never a reason to skip.

# Adds to what this job has counted: `count PASSED FAILED`.
count() { echo "$1 $2" >>"$CI_COUNTS"; }

# Keeps lines of standard input for the end of the run, where each failure is told once more.
keep_failures() { sed "s/^/$CI_JOB: /" >>"$CI_RESULTS/failures"; }

# Runs a command, or a function of the job's, as one check: `check NAME COMMAND...`. The job goes on when
# it fails.
check() {
  local name=$1 status
  shift
  # Not `if "$@"`: in a condition bash would run the whole of a function, past what fails in it.
  set +e
  (set -e; "$@")
  status=$?
  set -e
  if ((status == 0)); then
    echo "ok      $name"
    count 1 0
  else
    echo "FAILED  $name (exit code $status)"
    echo "FAILED  $name (exit code $status)" | keep_failures
    count 0 1
  fi
}

# Runs jest and counts its tests: `jest_job NAME COMMAND...`; the command gets jest's --json options added.
jest_job() {
  local json="$CI_RESULTS/$1.json" status=0
  shift
  "$@" --json --outputFile="$json" >"$json.out" || status=$?
  if [[ ! -s $json ]]; then
    cat "$json.out"
    echo "FAILED  no result was written: $*"
    { echo "FAILED  no result was written: $*"; tail -n 20 "$json.out"; } | keep_failures
    count 0 1
    return
  fi
  node .ci/count-jest.mjs "$json" "$status" 2>"$json.failures" >>"$CI_COUNTS"
  keep_failures <"$json.failures"
}

# Runs a program of ours that says `program: ok  what` or `program: FAILED  what` of each thing it checks,
# and counts those lines: `count_lines COMMAND...`.
count_lines() {
  local out="$CI_RESULTS/$CI_JOB.lines" status passed failed
  set +e
  "$@" 2>&1 | tee "$out"
  status=${PIPESTATUS[0]}
  set -e
  passed=$(grep -cE '^[a-z-]+: ok  ' "$out" || true)
  failed=$(grep -cE '^[a-z-]+: FAILED  ' "$out" || true)
  # What follows a failure's line, up to the next check, says why.
  awk '/^[a-z-]+: ok  /{left=0} /^[a-z-]+: FAILED  /{left=12} left-- > 0' "$out" | keep_failures
  if ((status != 0 && failed == 0)) || ((passed + failed == 0)); then
    failed=1
    { echo "FAILED  broke off with exit code $status: $*"; tail -n 20 "$out"; } | keep_failures
  fi
  count "$passed" "$failed"
}

# Installs packages of Debian's that have no command yet: `need COMMAND PACKAGE...`.
need() {
  local command=$1
  shift
  if command -v "$command" >/dev/null; then return; fi
  echo "installing $* for $command"
  install_debian "$@"
  command -v "$command" >/dev/null || {
    echo "$command is still missing after installing $*"
    return 1
  }
}

# Installs packages of Debian's that come without a command, such as libraries: `need_packages PACKAGE...`.
need_packages() {
  if dpkg --status "$@" >/dev/null 2>&1; then return; fi
  echo "installing $*"
  install_debian "$@"
}

# One at a time: apt-get ends at once when another holds its lock.
install_debian() {
  (
    flock 9
    [[ -e $CI_RESULTS/apt-updated ]] || apt-get update -qq
    touch "$CI_RESULTS/apt-updated"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  ) 9>"$CI_RESULTS/apt.lock"
}

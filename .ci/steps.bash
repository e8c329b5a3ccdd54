# shellcheck shell=bash
# Runs the steps of CI one after the other and counts: what jest says in its `Tests:` line, each `ok:` and `not ok:` line of a check
# of our own, and a step without either as one.
passed=0
failed=0
failures=()

step() { # title, command...
  local title=$1 log code began=$SECONDS good bad
  shift
  log=$(mktemp)
  printf '\n== %s\n' "$title"
  timeout --kill-after=10 25m "$@" </dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  good=$(($(jest_count passed "$log") + $(grep -c '^ok: ' "$log")))
  bad=$(($(jest_count failed "$log") + $(grep -c '^not ok: ' "$log")))
  [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  [ "$code" -eq 0 ] && [ "$good" -eq 0 ] && [ "$bad" -eq 0 ] && good=1
  passed=$((passed + good))
  failed=$((failed + bad))
  [ "$bad" -gt 0 ] && failures+=("$title")
  printf '== %s: %d passed, %d failed, %d s\n' "$title" "$good" "$bad" $((SECONDS - began))
  rm -f "$log"
}

# Sums jest's own counts, which may be coloured: `Tests:       1 failed, 2 skipped, 300 passed, 303 total`.
jest_count() { # word, log
  sed 's/\x1b\[[0-9;]*m//g' "$2" | awk -v word="$1," '/^Tests: / { for (i = 2; i < NF; i++) if ($(i + 1) == word) sum += $i } END { print sum + 0 }'
}

# Later steps run on this Node; npm is the machine's own, run by it.
use_node() { # major
  PATH="$CRUDDUR_CI_CACHE/node-$1/bin:$PATH"
  export PATH
  hash -r
}

closing_line() {
  printf '\n'
  [ "${#failures[@]}" -gt 0 ] && printf 'failed: %s\n' "${failures[@]}"
  printf '%d passed, %d failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}

# shellcheck shell=bash
# What the checks of CI share that start a command of the README as a user would. It sets `folder`, which is theirs, and `code`.
folder=$(mktemp -d)
# Whatever a check starts has this in its environment, also what leaves its process group.
mark=CRUDDUR_CI_RUN=$(basename "$folder")
code=0

check() { # what, command...
  local what=$1
  shift
  if "$@"; then echo "ok: $what"; else echo "not ok: $what" && code=1; fi
}
until_true() { # seconds, command...
  local ends=$((SECONDS + $1))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$ends" ] || return 1
    sleep 0.1
  done
}
marked() { grep -lsxz "$mark" /proc/[0-9]*/environ | cut -d/ -f3; }
nothing_left() { [ -z "$(marked)" ]; }
ready() { curl -fsS -o /dev/null "http://127.0.0.1:$port/health/ready" 2>/dev/null; }
free_port() { node -e "const server = require('node:net').createServer().listen(0, () => { console.log(server.address().port); server.close(); })"; }

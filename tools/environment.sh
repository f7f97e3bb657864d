# Sourced by ./check and ./myosotis: makes .venv hold exactly what a hashed requirements file lists.
UV_VERSION=0.13.9

prepare() { # requirements file
  stamp=.venv/.$(basename "$1").sum
  sum=$(cksum < "$1")
  [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ] && return 0
  command -v python3 >/dev/null 2>&1 || { echo "Python 3.11 or newer is needed: sudo apt install -y python3 python3-venv"; return 1; }
  if command -v uv >/dev/null 2>&1; then uv=uv
  else
    uv=.uv-bootstrap/bin/uv
    [ -x $uv ] || {
      echo "Setting up (1 of 2): the installer"
      python3 -m venv .uv-bootstrap >/dev/null 2>&1 || { rm -rf .uv-bootstrap; echo "One thing is missing: sudo apt install -y python3-venv"; return 1; }
      .uv-bootstrap/bin/python -m pip install -q --disable-pip-version-check "uv==$UV_VERSION" || return 1
    }
  fi
  echo "Setting up (2 of 2): what Myosotis is built on. This takes about a minute, once."
  [ -x .venv/bin/python ] || $uv venv -q --python python3 .venv || return 1
  $uv pip sync -q --python .venv/bin/python --require-hashes "$1" || return 1
  rm -f .venv/.*.sum
  echo "$sum" > "$stamp"
}

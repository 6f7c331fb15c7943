# shellcheck shell=bash
# What the scripts beside this file share; sourced, never run.
#
# It finds or installs the pinned tools and puts them on PATH. Everything it installs goes to one
# folder under the user's cache, so nothing on the system changes and deleting that folder undoes it.
# It must run in the Bash 3.2 of macOS: no associative arrays, no mapfile, no readlink -f.
# Every message goes to standard error, because scripts/tools prints for `eval` on standard output.

root=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd "$root" || exit

# The number in the name changes when the folder's layout does, so that an old one is left alone.
tools=${KHABAR_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/khabar/tools-1}
case $tools in /*) ;; *) tools=$root/$tools ;; esac

trunk_version=0.21.14

# The hook and the tests look for binaries under target/, whatever the user's own setting is.
export CARGO_TARGET_DIR=$root/target
unset CARGO_BUILD_TARGET

# Panic messages name source files: without the path of this machine's crates the app is the same
# bytes everywhere, and says nothing of who built it.
remap=
for sources in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do
  [ ! -d "$sources" ] || remap="$remap --remap-path-prefix=$sources="
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="${remap# }"

# Trunk reads NO_COLOR as a strict boolean and stops at NO_COLOR=1, the usual value.
if [ -n "${NO_COLOR:-}" ]; then
  unset NO_COLOR
  export TRUNK_COLOR=never CARGO_TERM_COLOR=never
fi

say() { printf '%s\n' "$*" >&2; }

die() {
  say "Error: $1"
  shift
  while [ $# -gt 0 ]; do
    say "  $1"
    shift
  done
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Whether version $1 is at least version $2; the first two numbers decide.
at_least() {
  local have_major=${1%%.*} have_minor=${1#*.} want_major=${2%%.*} want_minor=${2#*.}
  have_minor=${have_minor%%.*} want_minor=${want_minor%%.*}
  [ "$have_major" -gt "$want_major" ] ||
    { [ "$have_major" -eq "$want_major" ] && [ "$have_minor" -ge "$want_minor" ]; }
}

# The second word of what `$1 --version` prints; empty when it does not run.
version_of() { "$1" --version 2>/dev/null | awk 'NR == 1 { print $2 }' || true; }

# --- What the user must have: named with the line that installs it -------------------------------

need_compiler() {
  # macOS has a `cc` that only asks to install the real one.
  if [ "$(uname -s)" = Darwin ]; then
    xcode-select -p >/dev/null 2>&1 || die "a C compiler is missing (Rust links with it)." "xcode-select --install"
  elif ! has cc; then
    die "a C compiler is missing (Rust links with it)." \
      "Debian, Ubuntu: sudo apt-get install build-essential" \
      "Fedora:         sudo dnf install gcc"
  fi
}

need_rust() {
  # A Rust that was installed in another terminal is not on this one's PATH yet.
  if ! has cargo && [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
  fi
  if ! has cargo || ! has rustc; then
    die "Rust is missing." "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  fi
  local have want
  want=$(sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml)
  have=$(version_of rustc)
  # Said by rustup itself, for instance that no default toolchain is set.
  [ -n "$have" ] || { rustc --version >&2 || true; die "rustc does not run; its message is above." "rustup default stable"; }
  at_least "$have" "${want:-1.90}" || die "Rust $have is too old; this project needs ${want:-1.90} or newer." "rustup update stable"
}

need_wasm_target() {
  local folder log=$tools/wasm-target.log
  folder=$(rustc --print target-libdir --target wasm32-unknown-unknown)
  [ ! -d "$folder" ] || return 0
  has rustup || die "this Rust cannot build for WebAssembly (wasm32-unknown-unknown), and rustup, which could add that, is missing." \
    "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  say "Adding the target wasm32-unknown-unknown to your Rust (rustup target add)"
  mkdir -p "$tools"
  logged "$log" rustup target add wasm32-unknown-unknown || failed_to_install "the target wasm32-unknown-unknown" "$log"
}

need_node() {
  if ! has node || ! has npm; then
    die "Node.js or its npm is missing; version 20.10 or newer is needed." \
      "Debian, Ubuntu: sudo apt-get install nodejs npm  (where that is version 20 or newer)" \
      "macOS:          brew install node" \
      "elsewhere:      https://nodejs.org/en/download"
  fi
  local have
  have=$(node --version)
  at_least "${have#v}" 20.10 || die "Node.js ${have#v} is too old; version 20.10 or newer is needed: https://nodejs.org/en/download"
}

# --- Installing ----------------------------------------------------------------------------------

# Runs a command with its output both in view and in the file $1.
logged() {
  local log=$1
  shift
  "$@" 2>&1 </dev/null | tee "$log" >&2
}

# Ends with one sentence on why $1 could not be had; the log $2 tells whether it was the network.
failed_to_install() {
  # Not the lines of progress: crates have names such as `proxy`.
  if grep -vE '^ *(Compiling|Downloaded|Downloading|Locking|Adding|Fresh) ' "$2" |
    grep -iE 'network|resolve host|connect|timed? ?out|proxy|failed to (download|fetch|get)|could not download|ENOTFOUND|EAI_AGAIN|ECONN' >/dev/null; then
    die "$1 could not be downloaded: this machine does not reach the server that has it. Check the network (or the proxy settings) and start again; what is already installed is kept." "Log: $2"
  fi
  die "$1 could not be installed; the reason is above." "Log: $2"
}

# install_folder NAME FUNCTION…: has the function fill $partial, then makes that $tools/NAME in one
# step. So a folder without .partial in its name is complete, and an interrupted installation is
# done anew by the next start. A second start waits for the first.
install_folder() {
  local name=$1 owner waited=
  shift
  partial=$tools/$name.partial
  owner=$tools/$name.pid
  mkdir -p "$tools"
  until (set -o noclobber && echo $$ >"$owner") 2>/dev/null; do
    if ! kill -0 "$(cat "$owner" 2>/dev/null)" 2>/dev/null; then
      rm -f "$owner"
    elif [ -z "$waited" ]; then
      waited=yes
      say "Waiting for another start of these scripts, which is installing $name"
    else
      sleep 1
    fi
  done
  # The quotes make the path part of the trap, which runs when $owner is out of reach.
  # shellcheck disable=SC2064
  trap "rm -f '$owner'" EXIT
  if [ -z "$waited" ] || [ ! -d "$tools/$name" ]; then
    rm -rf "$partial" "${tools:?}/$name"
    mkdir -p "$partial"
    "$@"
    mv "$partial" "$tools/$name"
  fi
  rm -f "$owner"
  trap - EXIT
}

fill_with_cargo_tool() { # binary, version, arguments of cargo install
  local binary=$1 version=$2 log=$tools/$1-$2.log
  shift 2
  say "Installing $binary $version into $tools (once; compiling it takes some minutes)"
  # These tools run for seconds: a faster compilation is worth more than faster tools.
  # From the tools folder, so that no setting of a project applies.
  (
    cd "$tools"
    unset CARGO_TARGET_DIR RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
    export CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off
    export CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0
    logged "$log" cargo install "$@" --root "$partial"
  ) || failed_to_install "$binary $version" "$log"
  [ "$(version_of "$partial/bin/$binary")" = "$version" ] ||
    die "what was installed as $binary is not version $version." "Log: $log"
}

# Puts one tool of the wanted version on PATH: the user's own if it is right, else ours.
need_cargo_tool() { # binary, version, arguments of cargo install
  local binary=$1 version=$2 have folder=$tools/$1-$2
  have=$(version_of "$binary")
  [ "$have" != "$version" ] || return 0
  [ -z "$have" ] || say "The $binary on PATH is $have; this project needs $version and uses its own copy in $tools"
  [ "$(version_of "$folder/bin/$binary")" = "$version" ] || install_folder "$binary-$version" fill_with_cargo_tool "$@"
  PATH=$folder/bin:$PATH
}

need_trunk() {
  need_cargo_tool trunk "$trunk_version" "trunk@$trunk_version" --locked --no-default-features --features rustls
}

# The command-line tool must be of the very version that Cargo.lock has of the crate: the two speak
# a private format. Trunk reads the wanted version from the same place.
need_wasm_bindgen() {
  local version
  [ -f Cargo.lock ] || die "Cargo.lock is missing." "git checkout Cargo.lock"
  version=$(awk '/^name = / { name = $3 } /^version = / && name == "\"wasm-bindgen\"" { gsub(/"/, "", $3); print $3 }' Cargo.lock)
  [ -n "$version" ] || die "Cargo.lock names no wasm-bindgen." "git checkout Cargo.lock"
  # Not --locked: one crate in the tool's own lock file was withdrawn.
  need_cargo_tool wasm-bindgen "$version" "wasm-bindgen-cli@$version"
}

fill_with_npm_packages() {
  local log=$tools/npm.log
  say "Installing the npm packages of package-lock.json into $tools (once)"
  cp package.json package-lock.json "$partial/"
  # No package here needs an install script of its own, so none may run.
  (cd "$partial" && logged "$log" npm ci --ignore-scripts --no-audit --no-fund) || failed_to_install "the npm packages" "$log"
}

# Sets $modules to a node_modules folder with what package-lock.json says.
need_npm_packages() {
  need_node
  # One folder for each state of the lock file: another branch or clone finds its own.
  local name
  name=node-$(cksum <package-lock.json | awk '{ print $1 }')
  modules=$tools/$name/node_modules
  [ -d "$modules" ] || install_folder "$name" fill_with_npm_packages
}

# Lets our scripts and tests import the packages: Node looks for them in node_modules beside package.json.
link_npm_packages() {
  need_npm_packages
  if [ -L node_modules ] || [ ! -e node_modules ]; then
    [ "$(readlink node_modules || true)" = "$modules" ] || ln -sfn "$modules" node_modules
  elif ! npm ls >/dev/null 2>&1; then
    die "node_modules is a folder of your own and does not hold what package-lock.json says." \
      "npm ci   (or remove the folder, and a link is made in its place)"
  fi
}

# The crates of Cargo.lock, fetched apart from any build so that a missing network is said plainly.
need_crates() {
  local log=$tools/crates.log
  mkdir -p "$tools"
  logged "$log" cargo fetch --target wasm32-unknown-unknown --target "$(rustc -vV | sed -n 's/^host: //p')" ||
    failed_to_install "a crate that Cargo.lock names" "$log"
}

# Everything that `trunk serve` runs; `trunk build --release` also needs the npm packages.
prepare() {
  need_compiler
  need_rust
  need_wasm_target
  need_trunk
  need_wasm_bindgen
  need_crates
  export PATH
}

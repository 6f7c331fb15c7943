# shellcheck shell=bash
# What the commands beside this file share; sourced, never run.

# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/../scripts/lib.sh"

# Installs what the lock file of bench/ and of its SvelteKit site say, where that has not been done yet.
need_packages() {
  need_node
  local folder now
  for folder in bench bench/sveltekit; do
    now=$(cksum <"$folder/package-lock.json")
    [ "$now" != "$(cat "$folder/node_modules/.khabar" 2>/dev/null)" ] || continue
    say "Installing the npm packages of $folder/package-lock.json (once)"
    mkdir -p target
    # SvelteKit and Lighthouse ask for Node.js 22 and run with 20, so npm's warning says nothing.
    (cd "$folder" && logged "$root/target/npm-bench.log" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
      failed_to_install "the npm packages of $folder" "$root/target/npm-bench.log"
    printf '%s\n' "$now" >"$folder/node_modules/.khabar"
  done
}

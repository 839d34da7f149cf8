#!/usr/bin/env bash
# Installs what the tests need and this machine lacks, on Debian and its kin,
# as root or where sudo asks for no password; elsewhere prints the one line to
# run and fails.
set -euo pipefail

has() { command -v "$1" >/dev/null; }
anyOf() { local name; for name; do has "$name" && return; done; return 1; }
hasPostgres() { [ -n "${PG_BIN:-}" ] || has postgres || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }

missing=()
hasPostgres && has pg_dump || missing+=(postgresql)
anyOf chromium chromium-browser google-chrome || missing+=(chromium)
has pdftotext || missing+=(poppler-utils)
has qpdf || missing+=(qpdf)
has gcc || missing+=(gcc)
[ "$(uname)" = Darwin ] || [ -e /usr/include/stdlib.h ] || missing+=(libc6-dev)

if [ ${#missing[@]} -eq 0 ]; then
  echo "setup : tout ce que les tests demandent est là."
  exit 0
fi
echo "setup : il manque ${missing[*]}"

if ! has apt-get; then
  echo "Installez-les, puis relancez. Avec Homebrew : brew install postgresql@17 poppler qpdf chromium" >&2
  exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
  as=()
elif sudo -n true 2>/dev/null; then
  as=(sudo -n)
else
  echo "Exécutez, puis relancez : sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
  exit 1
fi

echo "setup : installation par ${as[*]:+${as[*]} }apt-get…"
# Debian would make and start a Postgres cluster on port 5432 of its own accord.
"${as[@]}" sh -c '
  mkdir -p /etc/postgresql-common
  conf=/etc/postgresql-common/createcluster.conf
  grep -qs "^create_main_cluster *= *false" $conf || echo "create_main_cluster = false" >>$conf'
apt() { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 -o Dpkg::Options::=--force-confold "$@"; }
apt update
apt install --no-install-recommends "${missing[@]}"

#!/usr/bin/env bash
# Makes the profiles of internal/programme/pdf/condition anew: from the
# measurements that Debian's icc-profiles-free has, with Argyll. Needs both
# packages (argyll, icc-profiles-free); the date in a profile is that of the day.
set -euo pipefail
into=$(cd "$(dirname "$0")/.." && pwd)/internal/programme/pdf/condition
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

made() { # name, measurements, paper
  cp "/usr/share/color/icc/$2.ti3" "$1.ti3"
  # Total ink 300 %, black rising gently; photos of the screen are fitted in.
  colprof -v0 -nc -qm -bl -l300 -kr -S /usr/share/color/argyll/ref/sRGB.icm -cmt -dpp \
    -D "Offset, $3 ($2)" -A "Jema" -M "$2" \
    -C "Made from the characterisation data $2 of Fogra with ArgyllCMS. The measurements: zlib licence." "$1"
  profcheck "$1.ti3" "$1.icc"
  cp "$1.icc" "$into/$1.icc"
}
made coated FOGRA39L "coated paper"
made uncoated FOGRA29L "uncoated paper"

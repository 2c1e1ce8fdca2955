#!/usr/bin/env bash
# Makes docs/page.png, the page of a made-up city as a reader meets it. Needs the .NET SDK 10 and Chromium with letters for Chinese.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build src/Metrics.Cli --configuration Release --verbosity quiet --nologo
metrics() { dotnet src/Metrics.Cli/bin/Release/net10.0/metrics.dll "$@"; }
metrics generate --cases 20000 --seed 1 --year 2019 --out "$work/city" >/dev/null
# 1: done in part. Some lines of a generated city are rejected.
metrics summarize --logs "$work"/city/logs/* --catalogue "$work/city/catalogue.csv" --policies "$work/city/policies.json" --as-of 2019-12-31 \
  --city 云溪市 --evidence "$work/evidence" --out "$work/publication" >/dev/null 2>&1 || [ $? -eq 1 ]
metrics page "$work/publication" --evidence "$work/evidence" --out "$work/page.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/browser" --window-size=1280,1340 --screenshot="$PWD/docs/page.png" \
  "file://$work/page.html#lang=${1:-zh}" 2>/dev/null
[ "$(stat --format=%s docs/page.png)" -lt 300000 ] || { echo "screenshot: docs/page.png is over 300 KB" >&2; exit 1; }

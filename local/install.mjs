// Installs what is missing before any other script runs. Plain JavaScript with nothing imported but
// Node's own, since on a fresh clone there is nothing else, and Node may be any version.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const lock = 'package-lock.json';
const marker = 'node_modules/.package-lock.json';
const node = 'node_modules/.bin/node';

const fresh =
  existsSync(marker) && existsSync(node) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs;

if (!fresh) {
  console.log('Installing what is missing (once)…');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed; see above. Is the npm registry reachable?');
    process.exit(status ?? 1);
  }
}

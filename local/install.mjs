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
  // Not `npm ci`: a registry that lacks the binaries of other platforms leaves them out of the lock
  // file, and `npm ci` then refuses it. The versions are the lock file's all the same.
  const { status } = spawnSync('npm', ['install', '--no-save', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm install failed; see above. Is the npm registry reachable?');
    process.exit(status ?? 1);
  }
}

// What the tests share: sites built by the program, a server for them, and the browser that looks at them.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const ALLGREEN = process.env.ALLGREEN ?? path.join(ROOT, 'target/debug/allgreen');
const { chromium } = createRequire(import.meta.url)('playwright-core');

const closers = [];
after(async () => {
  for (const end of closers.reverse()) await end();
});

function temporary() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'allgreen-'));
  closers.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds a site from a map of paths to texts; edits map paths to a new text, a function of the old one, or null. */
export async function site({ source, now, edits = {} }) {
  const copy = temporary();
  const folder = temporary();
  const edit = (files) => {
    for (const [name, change] of Object.entries(files)) {
      const file = path.join(copy, name);
      if (change === null) {
        fs.rmSync(file);
        continue;
      }
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, typeof change === 'function' ? change(fs.readFileSync(file, 'utf8')) : change);
    }
  };
  const built = {
    folder,
    async rebuild({ now: moment = now, edits = {} } = {}) {
      edit(edits);
      execFileSync(ALLGREEN, ['build', '--source', copy, '--out', folder, '--now', moment], { stdio: 'pipe' });
    },
  };
  edit(source);
  await built.rebuild({ edits });
  return built;
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };

/** Serves a folder on loopback. After `fail(mode)` every answer fails: 'down', 'error', or null for none. */
export async function serve(folder) {
  let failure = null;
  const server = http.createServer((request, response) => {
    if (failure === 'down') return request.socket.destroy();
    if (failure === 'error') return response.writeHead(503).end('Service Unavailable');
    let file = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname)));
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = path.join(file, 'index.html');
    const found = fs.existsSync(file);
    if (!found) file = path.join(folder, '404.html');
    const headers = { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' };
    response.writeHead(found ? 200 : 404, headers).end(fs.readFileSync(file));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => new Promise((done) => (server.close(done), server.closeAllConnections()));
  closers.push(close);
  return { url: `http://127.0.0.1:${server.address().port}/`, close, fail: (mode) => (failure = mode) };
}

let launched;
/** The browser, one for each file of tests. */
export async function browser() {
  if (!launched) {
    const args = ['--disable-gpu', ...(process.getuid() === 0 ? ['--no-sandbox'] : [])];
    launched = chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
    closers.push(async () => (await launched).close());
  }
  return launched;
}

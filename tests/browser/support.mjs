// Helpers of the tests: they build sites with the program, serve them, and open them in a browser.

import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const CACHE = process.env.BROWSER_CACHE ?? path.join(ROOT, 'target/browser');
const ALLGREEN = process.env.ALLGREEN ?? path.join(ROOT, 'target/debug/allgreen');
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
// Chromium refuses to run its sandbox as root, which is the usual user in containers.
export const FLAGS = [
  ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
];

const packages = createRequire(path.join(CACHE, 'node/package.json'));
/** Returns the path of a file of an npm package, for code that runs within a page. */
export const packageFile = (name) => packages.resolve(name);
/** Loads an npm package that has only ES modules. */
export const load = (name) => import(pathToFileURL(packages.resolve(name)));

/** The default time of builds. */
const NOW = '2026-11-22T14:30:00Z';

const closers = [];
/** Ends all servers and the browser, and removes temporary folders. Runs by itself after tests. */
export async function close() {
  for (const end of closers.splice(0).reverse()) await end();
}
if (process.env.NODE_TEST_CONTEXT) after(close);

/** Creates an empty folder that `close` removes. */
function temporary(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `allgreen-${name}-`));
  closers.push(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Builds a site. `source` is a folder or a map of paths to texts (default: the demo); `now` is the time of the build;
 * `edits` maps paths of the source to a new text, to a function of the old text, or to `null` to remove the file.
 *
 * Returns the `folder` of the site; `now`; and `rebuild({ now, edits })`, which makes further edits in the same source
 * and builds into the same folder.
 */
export async function site({ source = ROOT, now = NOW, edits = {} } = {}) {
  return make({ source, now, edits }, temporary('site'));
}

/** Builds a site into `folder`. `url`, if given, replaces `page.url`. */
async function make({ source, now, edits }, folder, url) {
  const copy = temporary('source');
  if (typeof source === 'string') {
    for (const name of ['status.yaml', 'incidents', 'history.log', 'history', 'theme']) {
      // The theme at the top of the repository is the built-in one.
      const from = path.join(source, name);
      if (fs.existsSync(from) && !(source === ROOT && name === 'theme')) {
        fs.cpSync(from, path.join(copy, name), { recursive: true });
      }
    }
  } else {
    edit(copy, source);
  }
  const built = {
    folder,
    now,
    async rebuild({ now = built.now, edits = {} } = {}) {
      edit(copy, edits);
      if (url) edit(copy, { 'status.yaml': (text) => text.replace(/^( *url:) \S+/m, `$1 ${url}`) });
      built.now = now;
      await build(copy, folder, now);
    },
  };
  await built.rebuild({ edits });
  return built;
}

function edit(folder, edits) {
  for (const [name, change] of Object.entries(edits)) {
    const file = path.join(folder, name);
    if (change === null) {
      fs.rmSync(file, { recursive: true, force: true });
      continue;
    }
    const text = typeof change === 'function' ? change(fs.readFileSync(file, 'utf8')) : change;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

async function build(source, out, now) {
  const options = { maxBuffer: 1 << 28 };
  try {
    await promisify(execFile)(ALLGREEN, ['build', '--source', source, '--out', out, '--now', now], options);
  } catch (error) {
    // Builds of the past have problems (updates in the future), but the site is built nevertheless.
    if (!fs.existsSync(path.join(out, 'index.html'))) throw new Error(error.stderr || error.message);
  }
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.rss': 'application/rss+xml',
  '.atom': 'application/atom+xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

/**
 * Serves a folder on loopback like a static host: with gzip, `404.html` for missing paths, `no-cache`, and access for
 * scripts of every site. Returns the `url`, which ends in `/`; `seen`, the requested paths so far; `close()`; and
 * `fail(mode)`, which makes all further requests fail: `'down'` (the connection breaks), `'hang'` (there is no answer),
 * `'error'` (status 503), or `null` (requests succeed again).
 */
export async function serve(folder) {
  let failure = null;
  const seen = [];
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    seen.push(pathname);
    if (failure === 'down') return request.socket.destroy();
    if (failure === 'hang') return;
    if (failure === 'error') return response.writeHead(503).end('Service Unavailable');
    let file = path.join(folder, path.normalize(decodeURIComponent(pathname)));
    if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) file = path.join(file, 'index.html');
    const found = fs.existsSync(file);
    if (!found) file = path.join(folder, '404.html');
    const headers = {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'access-control-allow-origin': '*',
    };
    let body = fs.readFileSync(file);
    if (/\bgzip\b/.test(request.headers['accept-encoding']) && !/\.(png|ico)$/.test(file)) {
      body = zlib.gzipSync(body, { level: 6 });
      headers['content-encoding'] = 'gzip';
    }
    headers['content-length'] = body.length;
    response.writeHead(found ? 200 : 404, headers).end(request.method === 'HEAD' ? undefined : body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const end = () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
  closers.push(end);
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    seen,
    close: end,
    fail(mode) {
      failure = mode;
    },
  };
}

/** Builds a site and serves it at its own URL: `site` and `serve` in one. */
export async function published({ source = ROOT, now = NOW, edits = {} } = {}) {
  const folder = temporary('site');
  const server = await serve(folder);
  return Object.assign(await make({ source, now, edits }, folder, server.url.replace(/\/$/, '')), server);
}

let launched;
/** Returns the browser, one for each test file. */
export async function browser() {
  launched ??= packages('playwright-core').chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const one = await launched;
  if (!closers.some((end) => end.browser)) closers.push(Object.assign(() => one.close(), { browser: true }));
  return one;
}

export const DESK = { viewport: { width: 1280, height: 900 } };
export const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Opens an empty tab with these options of Playwright, in a browser context of its own. */
export async function tab(options = {}) {
  const context = await (await browser()).newContext({ ...DESK, ...options });
  return context.newPage();
}

/** Stops the clock of a page three minutes after the time of a build. */
export const setClock = (page, now) => page.clock.setFixedTime(new Date(Date.parse(now) + 180_000));

/** Waits until the browser has drawn two more frames of a page, even if the page's clock is stopped. */
export const drawn = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) {
      await new Promise((done) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect();
          done();
        });
        observer.observe(document.documentElement);
      });
    }
  });

/** Opens every `<details>` of a page. */
export const unfold = (page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));

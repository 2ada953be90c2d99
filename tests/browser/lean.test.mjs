// The minified stylesheets and scripts, which sites serve, are up to date with `theme/assets`.
// `UPDATE_LEAN=1 tests/browser/run lean.test.mjs` generates them again.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { ROOT, load } from './support.mjs';

const { transform } = await load('esbuild');

for (const name of ['embed.css', 'embed.js', 'page.js', 'style.css', 'uptime.css', 'uptime.js']) {
  test(`the minified ${name} is up to date`, async () => {
    const text = fs.readFileSync(path.join(ROOT, 'theme/assets', name), 'utf8');
    const { code } = await transform(text, { loader: path.extname(name).slice(1), minify: true, target: 'es2022' });
    const lean = path.join(ROOT, 'src/emit/theme/lean', name);
    if (process.env.UPDATE_LEAN) fs.writeFileSync(lean, code);
    assert.equal(fs.readFileSync(lean, 'utf8'), code, 'run `UPDATE_LEAN=1 tests/browser/run lean.test.mjs`');
  });
}

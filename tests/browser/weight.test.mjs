// The front page stays small, however long the history is.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { kilobytes, report } from './figures.mjs';
import { typical } from './sources.mjs';
import { serve, setClock, site, tab } from './support.mjs';

const NOW = '2026-11-22T12:00:00Z';
const LIMIT = 15_000;
const gzipped = (bytes) => zlib.gzipSync(bytes, { level: 6 }).length;

/** Returns the requests for the front page except images, with their gzipped sizes in bytes. */
async function loaded(folder) {
  const { url } = await serve(folder);
  const page = await tab();
  await setClock(page, NOW);
  const answers = [];
  page.on('requestfinished', (request) => answers.push(request));
  await page.goto(url, { waitUntil: 'networkidle' });
  const pictures = ['image', 'other'];
  const asked = answers.filter((request) => !pictures.includes(request.resourceType()));
  return Promise.all(
    asked.map(async (request) => ({
      kind: request.resourceType(),
      address: request.url(),
      bytes: gzipped(await (await request.response()).body()),
    })),
  );
}

const year = await site({ source: typical({ now: NOW, incidents: 1000, years: 3 }), now: NOW });

test('the front page takes at most three requests and 15 KB', async (t) => {
  const answers = await loaded(year.folder);
  const sum = answers.reduce((sum, { bytes }) => sum + bytes, 0);
  const of = (kind) => kilobytes(answers.filter((each) => each.kind === kind).reduce((sum, { bytes }) => sum + bytes, 0));
  report(t, 'Requests', answers.length);
  report(t, 'Front page', of('document'));
  report(t, 'Stylesheet', of('stylesheet'));
  report(t, 'Script', of('script'));
  report(t, 'All together', kilobytes(sum));
  assert.ok(answers.length <= 3, answers.map(({ address }) => address).join(' '));
  assert.ok(sum <= LIMIT, `${sum} bytes`);
});

test('the front page does not grow with the history', async (t) => {
  const decade = await site({ source: typical({ now: NOW, incidents: 4000, years: 12 }), now: NOW });
  const [short, long] = [year, decade].map(({ folder }) => gzipped(fs.readFileSync(path.join(folder, 'index.html'))));
  const growth = (long / short - 1) * 100;
  report(t, 'Front page, four times the history', `${kilobytes(long)} (${growth >= 0 ? '+' : '−'}${Math.abs(growth).toFixed(1)} %)`);
  assert.ok(growth <= 3, `grew from ${short} to ${long} bytes`);
});

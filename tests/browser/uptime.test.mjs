// The uptime pages: for any chosen months, the script shows what the program renders.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typical } from './sources.mjs';
import { PHONE, published, setClock, tab } from './support.mjs';

const NOW = '2026-11-22T12:00:00Z';

/** Returns a typical source of two years, with custom weights, a component without history, and an open outage. */
function source(language) {
  const files = typical({ now: NOW, incidents: 150, years: 2 });
  const weights = 'uptime:\n  weights:\n    degraded_performance: 0.000001\n    partial_outage: 0.7\n';
  files['status.yaml'] = files['status.yaml']
    .replace('page:\n', `page:\n  language: ${language}\n`)
    .replace('components:\n', `${weights}components:\n  - id: untold\n    name: Untold\n`);
  files['history.log'] += '2026-10-30T23:59:59Z search major_outage probe\n';
  return files;
}

const sites = {};
async function visit(language, path, options) {
  const { url } = await (sites[language] ??= published({ source: source(language), now: NOW }));
  const page = await tab(options);
  await setClock(page, NOW);
  await page.goto(url + path);
  return page;
}

/** Returns heading, figures and table cells of a part of the page, with the classes that color the cells. */
const contentOf = (page, part) =>
  page.locator(part).evaluate((tree) => ({
    heading: tree.querySelector('h2').textContent,
    figures: [...tree.querySelectorAll('.figures strong')].map((each) => each.textContent),
    rows: [...tree.querySelectorAll('tr')].map((row) =>
      [...row.cells].map((cell) => [cell.textContent, cell.className, cell.colSpan, cell.scope ?? ''].join('|')),
    ),
  }));

async function choose(page, from, until) {
  await page.locator('#from-month').selectOption(from);
  await page.locator('#until-month').selectOption(until);
  await page.waitForFunction((address) => location.hash === address, `#${from}..${until}`);
}

for (const language of ['en', 'fr', 'ar']) {
  test(`a year chosen by script matches its page: ${language}`, async () => {
    const wanted = await contentOf(await visit(language, 'uptime/2025/'), '#range');
    assert.equal(wanted.rows.length, 53);
    const page = await visit(language, 'uptime/');
    assert.ok(await page.locator('#chosen').isHidden());
    await choose(page, '2025-01', '2025-12');
    assert.deepEqual(await contentOf(page, '#chosen'), wanted);
    assert.ok(await page.locator('#range').isHidden());
    // The current year, with its open outage.
    const current = await contentOf(await visit(language, 'uptime/2026/'), '#range');
    await choose(page, '2026-01', '2026-11');
    assert.deepEqual(await contentOf(page, '#chosen'), current);
  });
}

test('a chosen range is in the address', async () => {
  const page = await visit('en', 'uptime/');
  await choose(page, '2025-03', '2025-03');
  assert.equal(new URL(page.url()).hash, '#2025-03..2025-03');
  assert.equal(await page.locator('#chosen h2').first().innerText(), 'March 2025');
  await page.reload();
  await page.locator('#chosen').waitFor();
  assert.equal(await page.locator('#chosen h2').first().innerText(), 'March 2025');
  assert.equal(await page.locator('.ranges [aria-current]').count(), 0);
  await page.locator('#until-month').selectOption('2026-11');
  await page.locator('#from-month').selectOption('2025-12');
  await page.locator('#range').waitFor();
  assert.equal(new URL(page.url()).hash, '');
  assert.equal(await page.locator('.ranges [aria-current]').innerText(), 'Last twelve months');
});

test('every month can be chosen, and the last choice wins', async () => {
  const page = await visit('en', 'uptime/');
  await choose(page, '2024-11', '2026-11');
  assert.equal(await page.locator('#chosen .by-month thead th').count(), 3 + 1 + 25);
  const ids = await page.locator('[id]').evaluateAll((all) => all.map((each) => each.id));
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  // If the end is set before the beginning, the beginning moves, and vice versa.
  await choose(page, '2025-06', '2025-08');
  await page.locator('#until-month').selectOption('2025-02');
  assert.equal(await page.locator('#from-month').inputValue(), '2025-02');
  await page.locator('#from-month').selectOption('2025-09');
  assert.equal(await page.locator('#until-month').inputValue(), '2025-09');
});

test('chosen months are refreshed with the page', async () => {
  const page = await visit('en', 'uptime/');
  await choose(page, '2025-02', '2025-03');
  const asked = page.waitForRequest('**/api/uptime/2025-02.json');
  await page.route('**/api/uptime/2025-02.json', async (route) => {
    const file = await (await route.fetch()).json();
    file.overall.incidents += 1000;
    await route.fulfill({ json: file });
  });
  await page.locator('#range h2').first().evaluate((heading) => heading.firstChild.appendData('.'));
  await asked;
  await page.locator('#chosen .figures').getByText(/^10\d\d$/).waitFor();
});

test('a failed request shows an error and keeps the months', async () => {
  const page = await visit('en', 'uptime/');
  await page.route('**/api/uptime/2025-02.json', (route) => route.abort());
  await page.locator('#from-month').selectOption('2025-02');
  await page.getByText('These months could not be loaded').waitFor();
  assert.ok(await page.locator('#range').isVisible());
  // The next choice loads the months.
  await page.unroute('**/api/uptime/2025-02.json');
  await choose(page, '2025-02', '2025-04');
  assert.equal(await page.getByRole('status').innerText(), '');
});

test('component names stay while months scroll on a phone', async () => {
  const page = await visit('en', 'uptime/2025/', PHONE);
  const box = page.locator('.by-month').locator('xpath=..');
  const name = box.getByText('Customer accounts');
  const before = await name.boundingBox();
  await box.evaluate((element) => element.scrollTo(900, 0));
  const after = await name.boundingBox();
  assert.ok(await box.evaluate((element) => element.scrollLeft > 200));
  assert.equal(after.x, before.x);
  await box.focus();
  assert.ok(await box.evaluate((element) => element === document.activeElement), 'keys can scroll it');
});

test('a component links to its row', async () => {
  const page = await visit('en', 'components/api/');
  await page.getByRole('link', { name: 'Uptime by month' }).click();
  assert.equal(await page.locator(':target th').innerText(), 'API');
});

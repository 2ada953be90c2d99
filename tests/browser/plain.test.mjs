// Without JavaScript, every page has all of its content and works.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, visitor } from './sites.mjs';
import { unfold } from './support.mjs';

// Reduced motion disables smooth scrolling, so that a jump has ended when the test looks.
const visit = await visitor({ javaScriptEnabled: false, reducedMotion: 'reduce' });

for (const kind of KINDS) {
  test(`all content is visible without script: ${kind.name}`, async () => {
    const page = await visit(kind);
    assert.ok(await page.locator('h1').isVisible());

    const useless = page.locator('button, select, input:not([disabled]), [role="button"], [role="status"]:not(:empty)');
    const shown = await useless.evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => e.outerHTML));
    assert.deepEqual(shown, [], 'controls that need a script are hidden');

    await unfold(page);
    // Line breaks do not matter.
    const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
    for (const words of kind.words) assert.ok(text.includes(words), `${words} is not in: ${text}`);
    assert.doesNotMatch(text, /undefined|null|NaN|\[object|\{\{|%\s*your time/);
  });
}

test('all details open and close without script', async () => {
  const page = await visit({ site: 'now', path: '' });
  const folds = page.locator('details');
  assert.ok((await folds.count()) > 3);
  for (let index = 0; index < (await folds.count()); index++) {
    const fold = folds.nth(index);
    const summary = fold.locator('> summary');
    if (!(await summary.isVisible())) continue;
    const content = fold.locator('> :not(summary)').first();
    const before = await content.isVisible();
    await summary.click();
    assert.equal(await content.isVisible(), !before);
    await summary.click();
    assert.equal(await content.isVisible(), before);
    // Stays open, so that the inner ones can be clicked.
    if (!before) await summary.click();
  }
});

for (const [name, path] of [['front page', ''], ['component', 'components/api/']]) {
  test(`every square links to its day without script: ${name}`, async () => {
    const page = await visit({ site: 'now', path });
    const address = page.url();
    const squares = await page.locator('svg a').evaluateAll((all) =>
      all.map((a) => ({ href: a.getAttribute('href'), title: a.querySelector('title').textContent })),
    );
    assert.ok(squares.length > 2);
    for (const { href, title } of squares) {
      // Loads the page again, so that no `<details>` is open because of an earlier link.
      await page.goto('about:blank');
      await page.goto(address + href);
      const entry = page.locator(':target');
      assert.ok(await entry.isVisible(), `${href} (${title}) is not visible`);
      const text = (await entry.innerText()).replace(/\s+/g, ' ');
      assert.ok(text.includes(title.replace(/\s+/g, ' ').split(':')[0].replace(/ \d{4}$/, '')), `${title}: ${text}`);
      assert.ok(await entry.evaluate((e) => e.getBoundingClientRect().top < innerHeight), `${href} is off the screen`);
    }
  });
}

test('a click on a square opens its day without script', async () => {
  const page = await visit({ site: 'now', path: '' });
  const square = page.locator('svg a:visible').last();
  await square.click();
  assert.equal(new URL(page.url()).hash, await square.getAttribute('href'));
  assert.ok(await page.locator(':target').isVisible());
});

test('the 404 page has its styles at any depth', async () => {
  const page = await visit({ site: 'now', path: '' });
  const url = page.url();
  const answer = await page.goto(`${url}no/such/page/`);
  assert.equal(answer.status(), 404);
  assert.ok(await page.getByText('Page not found').first().isVisible());
  assert.ok(await page.evaluate(() => document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0));
  await page.locator('main a').first().click();
  assert.equal(page.url(), url);
});

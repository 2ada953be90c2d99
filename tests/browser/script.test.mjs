// What the page's script adds: local and relative times, refreshes, starts and ends of windows, a slider over the days.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';

import { browser, serve, site } from './support.mjs';

const NOW = '2026-11-22T14:30:00Z';
const MINUTE = 60_000;
const later = (minutes) => new Date(Date.parse(NOW) + minutes * MINUTE);

const workers = Array.from({ length: 12 }, (_, n) => `  - {id: w${n}, name: Worker ${n}, group: Workers, since: 2026-01-01}`);
const SOURCE = {
  'status.yaml': `page:
  name: Acme
  url: https://status.acme.example/sub
  timezone: Europe/Berlin
components:
  - {id: web, name: Website, since: 2026-01-01}
  - {id: api, name: API, group: Platform, since: 2026-01-01}
  - {id: auth, name: Sign-in, group: Platform, since: 2026-10-20}
${workers.join('\n')}
`,
  'history.log': `2026-11-12T10:00:00Z api major_outage
2026-11-12T10:45:00Z api operational
2026-09-12T10:00:00Z api partial_outage
2026-09-12T10:20:00Z api operational
`,
  'incidents/2026-11-22-slow.md': `---
title: Answers are slow
affects:
  api: degraded_performance
update_every: 45m
---

## 2026-11-22 14:00 UTC - Investigating

We are looking into it.

## 2026-11-22 14:27 UTC - Identified

It is the cache.
`,
  'incidents/2026-11-22-move.md': `---
title: Move of the workers
maintenance:
  starts: 2026-11-22 15:00 UTC
  ends: 2026-11-22 16:00 UTC
affects: [w3]
---
`,
};

/** Opens the path `where` of a new site in a tab whose clock starts at `at`. If `quiet`, it may log nothing. */
async function visit(t, { where = '', at = later(0), edits = {}, quiet = true, before, ...options } = {}) {
  const built = await site({ source: SOURCE, now: NOW, edits });
  const server = await serve(built.folder);
  const context = await (await browser()).newContext({ timezoneId: 'Europe/Berlin', viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const messages = [];
  page.on('console', (message) => message.location().url.endsWith('favicon.ico') || messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(String(error)));
  t.after(async () => {
    // Ignores requests that are open at the end of a test.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
    if (quiet) assert.deepEqual(messages, []);
  });
  await page.clock.install({ time: at });
  // Removes the server's `Date` header, which has the real date. `serverTime` replaces it.
  await page.addInitScript(() => {
    const { get } = Headers.prototype;
    Headers.prototype.get = function (name) {
      return name === 'date' ? (window.serverTime ?? null) : get.call(this, name);
    };
  });
  // `settled` resolves when every response so far has been read or has failed. The script processes a response at
  // once, before further commands of the test.
  await page.addInitScript(() => {
    const { fetch } = window;
    const { text } = Response.prototype;
    const read = new WeakMap();
    Response.prototype.text = function () {
      const done = text.call(this);
      done.finally(read.get(this)).catch(() => {});
      return done;
    };
    window.fetch = (...request) => {
      const answer = fetch(...request);
      const over = new Promise((done) => answer.then((response) => read.set(response, done), done));
      window.settled = Promise.all([window.settled, over]).then(() => {});
      return answer;
    };
  });
  if (before) await before(page);
  await page.goto(server.url + where);
  /** Advances the page's clock, and waits until the script has processed the responses to its requests. */
  const wait = async (minutes = 1) => {
    await page.clock.fastForward(minutes * MINUTE);
    await page.evaluate(() => window.settled);
  };
  return { page, built, server, wait, messages };
}

const text = (page, selector) => page.locator(selector).first().innerText();

/* Times */

test("no local time is shown in the page's time zone", async (t) => {
  const { page } = await visit(t);
  assert.equal(await page.locator('.local').count(), 0);
});

test('local time is shown in another time zone', async (t) => {
  const { page } = await visit(t, { timezoneId: 'America/New_York' });
  assert.match(await page.locator('#as-of time').textContent(), /^22 Nov 2026, 15:30 CET \(09:30 your time\)$/);
  assert.match(await page.locator('[id^="window:"] .period').textContent(), /16:00 – 17:00 CET \(10:00 – 11:00 your time\)$/);
});

test('local time includes a differing date', async (t) => {
  const { page } = await visit(t, { timezoneId: 'Pacific/Auckland' });
  assert.match(await page.locator('#as-of .local').textContent(), /^\(23 Nov 2026, 03:30 your time\)$/);
  assert.match(await page.locator('.period .local').first().textContent(), /^\(23 Nov 2026, 04:00 – 23 Nov 2026, 05:00 your time\)$/);
});

test('a local period over midnight has both dates', async (t) => {
  const { page } = await visit(t, { timezoneId: 'Asia/Dubai', edits: { 'incidents/2026-11-22-move.md': (old) => old.replace('15:00', '19:00').replace('16:00', '21:00') } });
  assert.equal(await page.locator('.period .local').textContent(), '(22 Nov 2026, 23:00 – 23 Nov 2026, 01:00 your time)');
});

test('relative times follow the clock', async (t) => {
  const { page } = await visit(t, { at: later(3) });
  assert.equal(await text(page, '#as-of .ago'), '3 minutes ago');
  assert.equal(await text(page, '.update-head .ago'), '6 minutes ago');
  assert.equal(await text(page, '.facts:has(.late) > .ago'), 'in 39 minutes');
  await page.clock.fastForward(30_000);
  await page.clock.fastForward(30_000);
  assert.equal(await text(page, '#as-of .ago'), '4 minutes ago');
  assert.equal(await page.locator('.ago').count(), 4);
});

test('a page that was just built shows "now"', async (t) => {
  const { page } = await visit(t);
  assert.equal(await text(page, '#as-of .ago'), 'now');
});

/* Refreshes */

const resolved = (old) => `${old}\n## 2026-11-22 14:31 UTC - Resolved\n\nThe cache is back.\n`;

test('changed parts are replaced in place', async (t) => {
  const { page, built, wait } = await visit(t);
  const same = await page.evaluateHandle(() => [document.querySelector('#answer'), document.querySelector('#row\\:web')]);
  assert.equal(await text(page, '#answer'), 'Partially Degraded Service');
  await built.rebuild({ now: '2026-11-22T14:32:00Z', edits: { 'incidents/2026-11-22-slow.md': resolved } });
  await wait();
  assert.equal(await text(page, '#answer'), 'All Systems Operational');
  assert.match(await page.title(), /^All Systems Operational/);
  assert.equal(await page.locator('[id^="incident:"]').count(), 0);
  assert.ok(await same.evaluate(([answer, row]) => answer.isConnected && row.isConnected));
  const [live, fresh] = await page.evaluate(async () => {
    const tree = new DOMParser().parseFromString(await (await fetch('')).text(), 'text/html');
    const plain = (main) => {
      for (const own of main.querySelectorAll('.local, .ago, .cursor, template')) own.remove();
      return main.textContent.replace(/\s+/g, ' ');
    };
    return [plain(document.querySelector('main').cloneNode(true)), plain(tree.querySelector('main'))];
  });
  assert.equal(live, fresh);
});

test('a refresh keeps focus, folds, selection and scroll position', async (t) => {
  const { page, built, wait } = await visit(t, { viewport: { width: 900, height: 600 }, reducedMotion: 'reduce' });
  await page.locator('#group\\:3 > summary').click();
  await page.locator('#row\\:api details summary').click();
  await page.locator('#row\\:w2 a').first().focus();
  await page.evaluate(() => {
    document.querySelector('#row\\:w2').scrollIntoView({ behavior: 'instant' });
    getSelection().selectAllChildren(document.querySelector('#row\\:w1 h4'));
    document.querySelector('#row\\:w2').mark = 1;
  });
  const top = () => page.evaluate(() => document.querySelector('#row\\:w2').getBoundingClientRect().top);
  const before = await top();
  await built.rebuild({
    now: '2026-11-22T14:31:00Z',
    edits: {
      'incidents/2026-11-22-another.md':
        '---\ntitle: Website is down\naffects:\n  web: major_outage\n---\n\n## 2026-11-22 14:30 UTC - Investigating\n\nLooking.\n',
      'status.yaml': (old) => old.replace('components:', 'components:\n  - {id: cdn, name: CDN, since: 2026-10-01}'),
    },
  });
  await wait();
  assert.equal(await page.locator('[id^="incident:"]').count(), 2);
  assert.equal(await page.locator('#row\\:cdn').count(), 1);
  assert.ok(Math.abs((await top()) - before) < 1.5, `${await top()} ${before}`);
  const kept = await page.evaluate(() => ({
    focus: document.activeElement.closest('#row\\:w2')?.mark,
    folds: document.querySelector('#row\\:api details').open && document.querySelector('#group\\:3').open,
    selection: String(getSelection()),
  }));
  assert.deepEqual(kept, { focus: 1, folds: true, selection: 'Worker 1' });
});

test('focus moves to the next link when its element is removed', async (t) => {
  const { page, built, wait } = await visit(t);
  await page.locator('[id^="incident:"] h3 a').focus();
  await built.rebuild({ now: '2026-11-22T14:32:00Z', edits: { 'incidents/2026-11-22-slow.md': resolved } });
  await wait();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Move of the workers/);
});

test('an outage opens its group', async (t) => {
  const { page, built, wait } = await visit(t);
  assert.equal(await page.locator('#group\\:3').evaluate((fold) => fold.open), false);
  await built.rebuild({ now: '2026-11-22T14:31:00Z', edits: { 'history.log': (old) => `${old}2026-11-22T14:30:30Z w5 major_outage probe\n` } });
  await wait();
  assert.equal(await page.locator('#group\\:3').evaluate((fold) => fold.open), true);
  assert.equal(await text(page, '#status\\:w5'), 'Major outage');
});

test('a part that browser translation changed is replaced as a whole', async (t) => {
  const { page, built, wait } = await visit(t);
  await page.evaluate(() => {
    document.querySelector('#answer').innerHTML = '';
    document.querySelector('#answer').append(Object.assign(document.createElement('font'), { textContent: 'Langsam' }));
  });
  await built.rebuild({ now: '2026-11-22T14:32:00Z', edits: { 'incidents/2026-11-22-slow.md': resolved } });
  await wait();
  assert.equal(await text(page, '#answer'), 'All Systems Operational');
});

test('failed requests and foreign responses change nothing', async (t) => {
  const { page, server, built, wait } = await visit(t, { quiet: false });
  const first = await page.locator('main').evaluate((main) => main.textContent.replace(/\d+ minutes? (ago|ahead)|now|in \d+ minutes/g, ''));
  const still = async (why) => {
    await wait(1.1);
    const main = await page.locator('main').evaluate((main) => main.textContent.replace(/\d+ minutes? (ago|ahead)|now|in \d+ minutes/g, ''));
    assert.equal(main, first, why);
  };
  const route = (answer) => page.route(server.url, answer);
  const other = '<!doctype html><title>Sign in to Wi-Fi</title><h1>Welcome</h1>';
  server.fail('down');
  await still('no connection');
  server.fail('error');
  await still('503');
  server.fail(null);
  await built.rebuild({ now: '2026-11-22T14:25:00Z' });
  await still('an older page');
  await route((to) => to.fulfill({ status: 404, contentType: 'text/html', body: other }));
  await still('404');
  await route((to) => to.fulfill({ contentType: 'text/html', body: other }));
  await still('a captive portal');
  await route((to) => to.fulfill({ contentType: 'text/html', body: other.replace('<h1>', '<main id="main"><h1>') }));
  await still('another page with a main part');
  await page.route(`${server.url}else`, (to) => to.fulfill({ contentType: 'text/html', body: '<main id="main"></main>' }));
  await route((to) => to.fulfill({ status: 302, headers: { location: '/else' } }));
  await still('a redirect');
  await page.unrouteAll();
  await built.rebuild({ now: '2026-11-22T14:35:00Z', edits: { 'incidents/2026-11-22-slow.md': resolved } });
  await wait(1.1);
  assert.equal(await text(page, '#answer'), 'All Systems Operational', 'the next attempt succeeds a minute later');
});

test('a hidden tab refreshes every five minutes, and when it is shown', async (t) => {
  const { page, built, wait } = await visit(t);
  let asked = 0;
  page.on('request', (request) => (asked += request.resourceType() === 'fetch'));
  const hide = (hidden) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }, hidden);
  await hide(true);
  await built.rebuild({ now: '2026-11-22T14:32:00Z', edits: { 'incidents/2026-11-22-slow.md': resolved } });
  for (let n = 0; n < 4; n++) await page.clock.fastForward(MINUTE);
  assert.equal(asked, 0);
  await wait();
  assert.equal(asked, 1);
  assert.match(await page.title(), /^All Systems Operational/);
  await page.clock.fastForward(MINUTE);
  assert.equal(asked, 1);
  await hide(false);
  assert.equal(asked, 2);
  await hide(true);
  await hide(false);
  assert.equal(asked, 2);
});

test('a request is not repeated until it times out', async (t) => {
  const before = (page) =>
    page.addInitScript(() => {
      AbortSignal.timeout = () => {
        const control = new AbortController();
        const old = window.giveUp;
        window.giveUp = () => (control.abort(), old?.());
        return control.signal;
      };
    });
  const { page, server, wait } = await visit(t, { before, quiet: false });
  server.fail('hang');
  let asked = 0;
  page.on('request', (request) => (asked += request.resourceType() === 'fetch'));
  await page.clock.fastForward(MINUTE);
  assert.equal(asked, 1);
  server.fail(null);
  await page.evaluate(() => window.giveUp());
  await wait();
  assert.equal(asked, 2);
});

test('a refresh keeps the old stylesheet', async (t) => {
  const { page, built, wait } = await visit(t);
  const style = () => page.locator('[rel=stylesheet]').getAttribute('href');
  const first = await style();
  await built.rebuild({ now: '2026-11-22T14:31:00Z', edits: { 'theme/assets/style.css': 'h1 { color: rgb(1, 2, 3) }' } });
  await wait();
  assert.match(await page.locator('#as-of').textContent(), /15:31/);
  assert.equal(await style(), first);
});

test('a truncated page is ignored', async (t) => {
  const { page, server, wait } = await visit(t);
  await page.route(server.url, async (to) => {
    const answer = await to.fetch();
    await to.fulfill({ response: answer, body: (await answer.text()).split('<div id="part:maintenance">')[0] });
  });
  await wait();
  assert.equal(await page.locator('[id^="window:"]').count(), 1);
});

test("an older copy of an incident's page does not replace a newer one", async (t) => {
  const { page, built, wait } = await visit(t, { where: 'incidents/2026-11-22-slow/', at: later(2) });
  await built.rebuild({ edits: { 'incidents/2026-11-22-slow.md': (old) => old.split('## 2026-11-22 14:27')[0] } });
  await wait();
  assert.equal(await page.locator('.update').count(), 2);
});

test('an announcement appears and disappears', async (t) => {
  const { page, built, wait } = await visit(t);
  const place = page.locator('.announcement');
  assert.equal(await place.isVisible(), false);
  const announce = (old) => old.replace('  name: Acme', '  name: Acme\n  announcement: We are moving.');
  await built.rebuild({ now: '2026-11-22T14:31:00Z', edits: { 'status.yaml': announce } });
  await wait();
  assert.equal(await place.innerText(), 'We are moving.');
  await built.rebuild({ now: '2026-11-22T14:32:00Z', edits: { 'status.yaml': SOURCE['status.yaml'] } });
  await wait();
  assert.equal(await place.isVisible(), false);
});

test('a template without some ids keeps all other features', async (t) => {
  const before = (page) =>
    page.route(/\/$/, async (to) => {
      const answer = await to.fetch();
      const body = (await answer.text()).replaceAll(/ id="(favicon|made|as-of|status:w3)"/g, '');
      await to.fulfill({ response: answer, body });
    });
  const { page, built, wait } = await visit(t, { before });
  await wait(31);
  assert.equal(await text(page, '#status\\:window\\:2026-11-22-move'), 'In progress');
  await built.rebuild({ now: '2026-11-22T15:02:00Z', edits: { 'incidents/2026-11-22-slow.md': resolved } });
  await wait();
  assert.equal(await page.locator('[id^="incident:"]').count(), 0);
});

test('an outage opens a group that the visitor closed', async (t) => {
  const { page, built, wait } = await visit(t);
  const fold = page.locator('#group\\:2');
  await fold.locator('summary').first().click();
  assert.equal(await fold.evaluate((fold) => fold.open), false);
  await built.rebuild({ now: '2026-11-22T14:31:00Z', edits: { 'history.log': (old) => `${old}2026-11-22T14:30:30Z auth major_outage probe\n` } });
  await wait();
  assert.equal(await fold.evaluate((fold) => fold.open), true);
});

test('an overdue update is shown as late', async (t) => {
  const { page, server } = await visit(t, { quiet: false });
  server.fail('down');
  const due = page.locator('.facts:has(.late)');
  assert.match(await due.innerText(), /^Next update by 16:12 CET\s+in 42 minutes$/);
  await page.clock.fastForward(60 * MINUTE);
  assert.match(await due.innerText(), /^The next update was due at 16:12 CET\s+18 minutes ago$/);
  assert.match(await text(page, '[id^="incident:"] [data-ago]'), /^since 22 Nov 2026, 15:00 CET 1 hour ago$/);
});

/* Starts and ends of windows */

const labels = (page) =>
  page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll('#answer, [id^="status:"]')].map((each) => [each.id, each.textContent])),
  );

test('labels at start and end of a window equal those of a page built at that time', async (t) => {
  const { page, server, wait } = await visit(t, { quiet: false, edits: { 'incidents/2026-11-22-slow.md': null } });
  const add = page.getByRole('link', { name: 'Add to calendar' });
  assert.equal(await add.count(), 1);
  server.fail('down');
  for (const [minutes, moment] of [[30, '2026-11-22T15:00:00Z'], [60, '2026-11-22T16:00:00Z']]) {
    await wait(minutes);
    const then = await site({ source: SOURCE, now: moment, edits: { 'incidents/2026-11-22-slow.md': null } });
    const html = fs.readFileSync(path.join(then.folder, 'index.html'), 'utf8');
    const there = await page.evaluate((html) => {
      const tree = new DOMParser().parseFromString(html, 'text/html');
      const main = [...tree.querySelectorAll('#answer, main [id^="status:"]')];
      return { title: tree.title, ...Object.fromEntries(main.map((each) => [each.id, each.textContent])) };
    }, html);
    const { title, ...expected } = there;
    const here = await labels(page);
    for (const [id, label] of Object.entries(expected)) assert.equal(here[id], label, `${id} at ${moment}`);
    assert.equal(await page.title(), title);
  }
  assert.equal((await labels(page))['status:window:2026-11-22-move'], 'Completed');
  assert.equal(await add.count(), 0, 'an ended window has no calendar link');
});

test('a window that starts opens the group of its component', async (t) => {
  const { page, wait } = await visit(t);
  await wait(31);
  assert.equal(await text(page, '#status\\:w3'), 'Under maintenance');
  assert.equal(await page.locator('#group\\:3').evaluate((fold) => fold.open), true);
});

test('an old page shows a window that has started since', async (t) => {
  const { page } = await visit(t, { at: later(40) });
  assert.equal(await text(page, '#status\\:window\\:2026-11-22-move'), 'In progress');
});

/* Stale pages and wrong clocks */

test('a stale page shows a warning until a refresh', async (t) => {
  const { page, built, wait } = await visit(t, { at: later(25 * 60) });
  assert.equal(await page.locator('#stale').isVisible(), false);
  await wait(90);
  assert.equal(await page.locator('#stale').isVisible(), true);
  await built.rebuild({ now: later(26.6 * 60).toISOString() });
  await wait();
  assert.equal(await page.locator('#stale').isVisible(), false);
});

test("a wrong clock is corrected by the server's time", async (t) => {
  const { page, wait } = await visit(t, { at: later(40 * 60) });
  assert.equal(await page.locator('#stale').isVisible(), true);
  await page.evaluate((time) => (window.serverTime = time), later(2).toUTCString());
  await wait();
  assert.equal(await page.locator('#stale').isVisible(), false);
  assert.equal(await text(page, '#as-of .ago'), '2 minutes ago');
});

test('the age of a cached answer does not change the clock', async (t) => {
  const before = (page) =>
    page.route(/\/$/, async (to) => {
      const answer = await to.fetch();
      await to.fulfill({ response: answer, headers: { ...answer.headers(), age: String(30 * 3600) } });
    });
  const { page, wait } = await visit(t, { before, at: later(30 * 60) });
  await page.evaluate((time) => (window.serverTime = time), later(1).toUTCString());
  await wait();
  assert.equal(await page.locator('#stale').isVisible(), true);
});

test('with a slow clock, past times are shown as "now"', async (t) => {
  const { page } = await visit(t, { at: later(-8) });
  assert.equal(await text(page, '#as-of .ago'), 'now');
  assert.equal(await text(page, '.update-head .ago'), 'now');
});

/* Days in the uptime bar */

/** Returns the text of the day that the slider of a row is at or, with 'shown', whether that text is visible. */
const named = (row, what) =>
  row.getByRole('slider').evaluate((cursor, what) => {
    if (what !== 'shown') return cursor.getAttribute('aria-valuetext');
    return getComputedStyle(cursor, '::after').display !== 'none';
  }, what);

/** Returns the horizontal center of the cursor's mark, and of the square of 12 November, in pixels. */
const centers = (row) =>
  row.evaluate((row) => {
    const cursor = row.querySelector('.cursor');
    const mark = getComputedStyle(cursor, '::before');
    const { left, right } = row.querySelector('a[href="#api-2026-11-12"] path').getBoundingClientRect();
    const middle = parseFloat(mark.left) + parseFloat(mark.width) / 2 + parseFloat(mark.translate);
    return [cursor.getBoundingClientRect().left + middle, (left + right) / 2];
  });

for (const [name, width, count, first] of [['a desk', 1280, 90, '25 August 2026: operational'], ['a phone', 390, 30, '24 October 2026: operational']]) {
  test(`arrow keys move the slider through the days: ${name}`, async (t) => {
    const { page } = await visit(t, { viewport: { width, height: 800 } });
    const row = page.locator('#row\\:api');
    const slider = row.getByRole('slider');
    assert.equal(await row.getByRole('slider').count(), 1);
    await slider.focus();
    assert.equal(await named(row, 'shown'), true);
    assert.match(await named(row), /^22 November 2026: degraded performance, 30 minutes$/);
    assert.equal(await row.locator('.scale:visible').count(), 0);
    await page.keyboard.press('Home');
    assert.equal(await named(row), first);
    assert.equal(await slider.getAttribute('aria-valuenow'), '1');
    assert.equal(await slider.getAttribute('aria-valuemax'), String(count));
    await page.keyboard.press('ArrowLeft');
    assert.equal(await named(row), first, 'the first day is the limit');
    await page.keyboard.press('End');
    for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowLeft');
    assert.equal(await named(row), '12 November 2026: major outage, 45 minutes');
    const [mark, square] = await centers(row);
    assert.ok(Math.abs(mark - square) < 2, `${mark} ${square}`);
    await page.keyboard.press('Enter');
    assert.equal(new URL(page.url()).hash, '#api-2026-11-12');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'api-2026-11-12');
    assert.ok(await page.locator('#api-2026-11-12').isVisible());
    assert.equal(await row.locator('.scale:visible').count(), 1, 'the scale is visible again after leaving');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    const url = page.url();
    await page.keyboard.press('Space');
    assert.equal(page.url(), url, 'an operational day has no link');
  });
}

test('a day without data is labelled', async (t) => {
  const { page } = await visit(t);
  await page.locator('#row\\:auth').getByRole('slider').focus();
  await page.keyboard.press('Home');
  assert.equal(await named(page.locator('#row\\:auth')), '25 August 2026: no data');
});

test('arrow keys follow the direction of a right-to-left page', async (t) => {
  const before = (page) =>
    page.route('**/*', async (to) => {
      const answer = await to.fetch();
      const body = (await answer.text()).replace('dir="ltr"', 'dir="rtl"');
      await to.fulfill({ response: answer, body });
    });
  const { page } = await visit(t, { before });
  const row = page.locator('#row\\:api');
  await row.getByRole('slider').focus();
  for (let n = 0; n < 10; n++) await page.keyboard.press('ArrowRight');
  assert.match(await named(row), /^12 November 2026: major/);
  const [mark, square] = await centers(row);
  assert.ok(Math.abs(mark - square) < 3, `${mark} ${square}`);
  await page.keyboard.press('ArrowLeft');
  assert.match(await named(row), /^13 November/);
  const { y, height } = await row.locator('.clip').boundingBox();
  await page.mouse.move(square, y + height / 2);
  assert.match(await named(row), /^12 November/);
});

test('the pointer shows a day, and a click opens it', async (t) => {
  const { page } = await visit(t);
  await page.evaluate(() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shift += entry.value))).observe({ type: 'layout-shift' });
  });
  const row = page.locator('#row\\:api');
  await row.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await row.locator('.clip').boundingBox();
  const tall = () => row.evaluate((row) => row.getBoundingClientRect().height);
  const before = await tall();
  for (let n = 1; n < 90; n += 4) {
    await page.mouse.move(x + (width * (n + 0.5)) / 90, y + height / 2);
    assert.equal(await tall(), before);
  }
  assert.equal(await page.evaluate(() => window.shift), 0);
  await page.mouse.move(x + (width * 79.5) / 90, y + height / 2);
  assert.equal(await named(row), '12 November 2026: major outage, 45 minutes');
  await page.mouse.click(x + (width * 79.5) / 90, y + height / 2);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'api-2026-11-12');
  await page.mouse.move(0, 0);
  assert.equal(await named(row, 'shown'), false);
});

test('a touch shows a day until the next touch', async (t) => {
  const { page } = await visit(t, { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const row = page.locator('#row\\:web');
  await row.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await row.locator('.clip').boundingBox();
  await page.touchscreen.tap(x + width * 0.5, y + height / 2);
  assert.match(await named(row), /^8 November 2026: operational$/);
  await page.touchscreen.tap(x + width / 2, y - 20);
  assert.equal(await named(row, 'shown'), false);
});

test('a refresh keeps the slider and its day', async (t) => {
  const { page, built, wait } = await visit(t);
  await page.locator('#row\\:api').getByRole('slider').focus();
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowLeft');
  await built.rebuild({ now: '2026-11-22T14:34:00Z' });
  await wait();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-valuetext')), '19 November 2026: operational');
  await page.keyboard.press('End');
  assert.equal(await named(page.locator('#row\\:api')), '22 November 2026: degraded performance, 34 minutes');
});

test('the slider follows the date and the width of the page', async (t) => {
  const { page, built, wait } = await visit(t);
  const row = page.locator('#row\\:web');
  assert.equal(await named(row), '22 November 2026: operational');
  await built.rebuild({ now: '2026-11-23T01:00:00Z' });
  await wait();
  assert.equal(await named(row), '23 November 2026: operational');
  await page.setViewportSize({ width: 390, height: 800 });
  await page.waitForFunction(() => document.querySelector('#row\\:web .cursor').ariaValueMax === '30');
});

test('shortcuts with Ctrl are left to the browser', async (t) => {
  const { page } = await visit(t);
  const row = page.locator('#row\\:web');
  await row.getByRole('slider').focus();
  await page.keyboard.press('Control+Home');
  assert.equal(await named(row), '22 November 2026: operational');
});

/* Links to days */

for (const [name, where] of [['front page', ''], ["component's page", 'components/api/']]) {
  test(`a URL with the fragment of a day opens it in the list: ${name}`, async (t) => {
    const { page } = await visit(t, { where: `${where}#api-2026-11-12` });
    assert.ok(await page.locator('#api-2026-11-12').isVisible());
    assert.equal(await page.evaluate(() => document.activeElement.id), 'api-2026-11-12');
  });
}

test('a click on a day in the calendar opens it in the list', async (t) => {
  const { page } = await visit(t, { where: 'components/api/' });
  await page.locator('.calendar a[href="#api-2026-11-12"] path').click();
  await page.waitForFunction(() => document.activeElement.id === 'api-2026-11-12');
  assert.ok(await page.locator('#api-2026-11-12').isVisible());
});

/* Copying */

test('a button copies the URL of a feed', async (t) => {
  const { page } = await visit(t, { where: 'subscribe/', permissions: ['clipboard-read', 'clipboard-write'] });
  const button = page.locator('.copy').first();
  await button.click();
  assert.equal(await button.innerText(), 'Copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'https://status.acme.example/sub/history.rss');
  await page.clock.fastForward(2000);
  assert.equal(await button.innerText(), 'Copy');
});

test('copy buttons are named after what they copy', async (t) => {
  const { page } = await visit(t, { where: 'subscribe/', permissions: ['clipboard-read', 'clipboard-write'] });
  for (const name of ['RSS', 'Atom', 'JSON Feed', 'Slack']) {
    await page.getByRole('button', { name: `Copy ${name}`, exact: true }).click();
    await page.getByRole('button', { name: `Copied ${name}`, exact: true }).waitFor();
  }
});

test('no copy button without a clipboard', async (t) => {
  const before = (page) => page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }));
  const { page } = await visit(t, { where: 'subscribe/', before });
  assert.equal(await page.locator('.copy:visible').count(), 0);
});

/* All pages */

test('no page logs an error, and a failing part does not affect others', async (t) => {
  const before = (page) =>
    page.addInitScript(() => {
      Intl.RelativeTimeFormat = class {
        constructor() {
          throw new Error('broken');
        }
      };
    });
  const away = { timezoneId: 'Asia/Kathmandu' };
  const pages = ['components/api/', 'incidents/2026-11-22-slow/', 'incidents/2026-11-22-move/', 'history/', 'history/2026-11/'];
  const tour = await visit(t, away);
  for (const where of [...pages, 'maintenance/', 'subscribe/']) {
    await tour.page.goto(tour.server.url + where);
    await tour.wait();
  }
  const { page } = await visit(t, { before, ...away });
  assert.equal(await page.locator('#as-of .ago').count(), 0);
  assert.match(await page.locator('#as-of .local').textContent(), /20:15 your time/);
  assert.ok((await page.getByRole('slider').count()) > 1);
});

test('the script has at most 3.3 KB, gzipped', async () => {
  const { folder } = await site({ source: SOURCE, now: NOW });
  const size = zlib.gzipSync(fs.readFileSync(path.join(folder, 'assets/page.js')), { level: 6 }).length;
  assert.ok(size <= 3300, `${size} bytes`);
});

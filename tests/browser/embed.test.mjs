// The notice on pages of other sites, also with a strict content security policy and conflicting styles, and the page
// that they embed in a frame.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, test } from 'node:test';
import zlib from 'node:zlib';
import { ROOT, packageFile, published, tab } from './support.mjs';

const AXE = fs.readFileSync(packageFile('axe-core/axe.min.js'), 'utf8');
const TIMEOUT = 10_000;

/** Serves a page of another site and returns its URL. `policy` returns its content security policy, if any. */
async function foreign(html, policy = () => null) {
  const server = http.createServer((request, response) => {
    const headers = { 'content-type': 'text/html; charset=utf-8' };
    if (policy()) headers['content-security-policy'] = policy();
    response.writeHead(200, headers).end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title><body>${html}</body></html>`);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  after(() => new Promise((done) => server.close(done).closeAllConnections()));
  return `http://localhost:${server.address().port}/`;
}

const strict = (url) => () => {
  const origin = new URL(url).origin;
  return `default-src 'none'; script-src ${origin}; connect-src ${origin}; frame-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
};
const line = (url, attributes = '') => `<script src="${url}embed.js" ${attributes} async></script>`;

// Makes closed shadow roots open, so that tests can look into them. The notice behaves the same.
const opened = () => {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    return attachShadow.call(this, { ...options, mode: 'open' });
  };
};

/** Opens a page of another site, `minutes` after the build of the status page. `messages` are those on the console. */
async function open(address, now, { minutes = 3, options = {}, prepare } = {}) {
  const page = await tab(options);
  const messages = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(error.message));
  await page.addInitScript(opened);
  if (prepare) await page.addInitScript(prepare);
  await page.clock.install({ time: new Date(Date.parse(now) + minutes * 60_000) });
  await page.goto(address);
  return { page, messages };
}

/** Advances the page's clock by `seconds`, in small steps so that responses can arrive. */
async function advance(page, seconds) {
  for (let left = seconds; left > 0; left -= 5) {
    await page.clock.runFor(5000);
    await page.waitForTimeout(10);
  }
}

const notice = (page) => page.locator('aside');
const shown = async (page) => {
  // The page's clock stands still unless it is advanced.
  const until = Date.now() + TIMEOUT;
  while (Date.now() < until && !(await notice(page).locator('a').count())) {
    await page.clock.runFor(100);
    await page.waitForTimeout(20);
  }
  return (await notice(page).locator('p').allInnerTexts()).map((text) => text.split('\n').map((each) => each.trim()));
};
/** Asserts that no notice is shown after the response has arrived and the clock has advanced. */
async function assertNoNotice(page) {
  await page.waitForLoadState('networkidle');
  await page.clock.runFor(1000);
  assert.equal(await notice(page).count(), 0);
}

const outage = await published({ now: '2026-11-12T14:10:00Z' });
const calm = await published({ now: '2026-11-13T09:30:00Z' });

test('the script of the notice has at most 2 KB, gzipped', () => {
  const sent = fs.readFileSync(path.join(outage.folder, 'embed.js'));
  assert.ok(zlib.gzipSync(sent, { level: 6 }).length <= 2000, String(zlib.gzipSync(sent, { level: 6 }).length));
});

test('the notice shows under a strict content security policy, without errors', async () => {
  const { page, messages } = await open(await foreign(`<main><h1>Shop</h1></main>${line(outage.url)}`, strict(outage.url)), outage.now);
  assert.deepEqual(await shown(page), [['Card payments are failing', 'Identified', 'Payments and API']]);
  const link = notice(page).locator('a');
  assert.equal(await link.getAttribute('href'), `${outage.url}incidents/2026-11-12-card-payments/`);
  assert.deepEqual([await link.getAttribute('target'), await link.getAttribute('rel')], ['_blank', 'noopener']);
  assert.equal(await notice(page).locator('[role=status]').count(), 1);
  const box = await notice(page).boundingBox();
  assert.ok(box.x > 800 && box.y > 600, 'the notice is at the bottom right');
  assert.deepEqual(messages, []);
});

test('no incident adds no element', async () => {
  const { page, messages } = await open(await foreign(line(calm.url)), calm.now);
  await assertNoNotice(page);
  assert.equal(await page.evaluate(() => document.body.children.length), 1);
  assert.deepEqual(messages, []);
});

test('loading the script twice shows one notice', async () => {
  const html = `<h1>Shop</h1>${line(outage.url)}${line(outage.url)}<script src="${outage.url}embed.js?v=2" defer></script>`;
  const { page } = await open(await foreign(html), outage.now);
  await shown(page);
  assert.equal(await notice(page).count(), 1);
  const asked = outage.seen.length;
  const head = await foreign(`</body><head><script src="${outage.url}embed.js"></script></head><body>`);
  const early = await open(head, outage.now);
  await shown(early.page);
  assert.deepEqual(early.messages, []);
  assert.ok(outage.seen.slice(asked).filter((each) => each === '/embed/notice.json').length === 1);
});

test('a closed notice stays closed for its incident on every page', async () => {
  const changing = await published({ now: '2026-11-12T14:10:00Z' });
  const address = await foreign(`<button>Buy</button>${line(changing.url)}`);
  const { page } = await open(address, changing.now);
  await shown(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  const ring = notice(page).getByRole('button', { name: 'Hide this notice' });
  assert.equal(await ring.evaluate((button) => getComputedStyle(button).outlineStyle), 'solid');
  await page.keyboard.press('Enter');
  assert.equal(await notice(page).count(), 0);
  await page.goto(address);
  await assertNoNotice(page);
  const search = (more = '') => ({
    'incidents/search.md': `---\ntitle: Search is slow\naffects: {webhooks: degraded_performance}\n---\n\n## 2026-11-12 14:11 UTC - Investigating\n\n${more}`,
  });
  await changing.rebuild({ now: '2026-11-12T14:12:00Z', edits: search() });
  await advance(page, 150);
  assert.deepEqual(await shown(page), [['Search is slow', 'Investigating', 'Webhooks']]);
  await notice(page).getByRole('button').click();
  assert.equal(await notice(page).count(), 0);
  await changing.rebuild({ now: '2026-11-12T14:15:00Z', edits: search('## 2026-11-12 14:14 UTC - Identified {webhooks=major_outage}\n') });
  await advance(page, 150);
  assert.deepEqual(await shown(page), [['Search is slow', 'Identified', 'Webhooks']], 'a notice that gets worse is shown again');
});

test('closing a notice without an incident does not hide a later outage', async () => {
  const log = (...lines) => ({ 'history.log': (text) => `${text.trimEnd()}\n${lines.map((each) => `${each} alert\n`).join('')}` });
  const lines = ['2026-11-13T09:20:00Z webhooks major_outage', '2026-11-13T09:31:00Z webhooks operational', '2026-11-13T09:32:00Z website major_outage'];
  const changing = await published({ now: calm.now, edits: log(lines[0]) });
  const { page } = await open(await foreign(line(changing.url)), changing.now);
  assert.deepEqual(await shown(page), [['Webhooks', 'Major outage', '']]);
  await notice(page).getByRole('button').click();
  await advance(page, 150);
  assert.equal(await notice(page).count(), 0);
  await changing.rebuild({ now: '2026-11-13T09:33:00Z', edits: log(...lines.slice(1)) });
  await advance(page, 150);
  assert.deepEqual(await shown(page), [['Website', 'Major outage', '']]);
});

test('the notice closes without storage', async () => {
  const refuse = () => {
    Object.defineProperty(window, 'sessionStorage', { get: () => { throw new DOMException('no', 'SecurityError') } });
  };
  const { page, messages } = await open(await foreign(line(outage.url)), outage.now, { prepare: refuse });
  await shown(page);
  await notice(page).getByRole('button').click();
  assert.equal(await notice(page).count(), 0);
  await advance(page, 60);
  assert.equal(await notice(page).count(), 0);
  assert.deepEqual(messages, []);
});

test('a window is shown from a day before its start until its end', async () => {
  const planned = await published({ now: '2026-12-03T21:00:00Z' });
  const { page } = await open(await foreign(line(planned.url, 'data-components="auth"')), planned.now, { minutes: 0 });
  await assertNoNotice(page);
  const at = async (time) => {
    await page.clock.setSystemTime(new Date(time));
    await advance(page, 35);
  };
  // The last build is 25 hours ago, which is not yet stale.
  await at('2026-12-04T21:58:00Z');
  await assertNoNotice(page);
  await at('2026-12-04T22:00:10Z');
  const times = '5 Dec 2026, 23:00 CET – 6 Dec 2026, 01:30 CET';
  assert.deepEqual(await shown(page), [['Upgrade of the sign-in service', 'Maintenance · Scheduled', times]]);
  await planned.rebuild({ now: '2026-12-05T20:00:00Z' });
  await advance(page, 150);
  await at('2026-12-05T22:00:10Z');
  assert.deepEqual(await shown(page), [['Upgrade of the sign-in service', 'Maintenance · In progress', times]]);
  await at('2026-12-06T00:30:10Z');
  assert.equal(await notice(page).count(), 0);
});

test('stale data shows no notice', async () => {
  const { page } = await open(await foreign(line(outage.url)), outage.now, { minutes: 27 * 60 });
  await assertNoNotice(page);
});

test('a failing host keeps the last notice until it is stale', async () => {
  const failing = await published({ now: '2026-11-12T14:10:00Z' });
  const { page, messages } = await open(await foreign(line(failing.url)), failing.now);
  await shown(page);
  for (const mode of ['error', 'down', 'hang']) {
    failing.fail(mode);
    await advance(page, 150);
    assert.equal(await notice(page).count(), 1, mode);
  }
  await page.clock.runFor(26 * 3_600_000);
  assert.equal(await notice(page).count(), 0);
  // The browser itself logs failed requests. There are no other messages.
  const own = (text) => /^(Failed to load resource|Access to fetch at)/.test(text);
  assert.deepEqual(messages.filter((text) => !own(text)), []);
  failing.fail('down');
  const dead = await open(await foreign(`<h1>Shop</h1>${line(failing.url)}`), failing.now);
  assert.deepEqual(dead.messages.filter((text) => !own(text)), []);
});

test('the notice shows the chosen components and incidents without components', async () => {
  const only = async (attributes) => (await open(await foreign(line(outage.url, attributes)), outage.now)).page;
  assert.equal((await shown(await only('data-components="webhooks, payments"'))).length, 1);
  await assertNoNotice(await only('data-components="webhooks"'));
});

test('attributes and the visitor set position and color scheme of the notice', async () => {
  const look = async (attributes, options) => {
    const { page } = await open(await foreign(line(outage.url, attributes)), outage.now, { options });
    await shown(page);
    const { x, y } = await notice(page).boundingBox();
    const ground = await notice(page).evaluate((box) => getComputedStyle(box).backgroundColor);
    return [x < 100 ? 'left' : 'right', y < 100 ? 'top' : 'bottom', ground === 'rgb(255, 255, 255)' ? 'light' : 'dark'].join(' ');
  };
  assert.equal(await look(''), 'right bottom light');
  assert.equal(await look('data-position="top-left"'), 'left top light');
  assert.equal(await look('data-position="bottom-left"', { colorScheme: 'dark' }), 'left bottom dark');
  assert.equal(await look('data-position="top-right" data-theme="dark"'), 'right top dark');
  assert.equal(await look('data-position="somewhere" data-theme="light"', { colorScheme: 'dark' }), 'right bottom light');
});

test('styles of page and notice do not mix', async () => {
  const rude = `<style>html{font-size:62.5%}*,*::before{all:revert!important;display:block!important;color:red!important;background:lime!important;
    transform:rotate(3deg)!important;font:40px fantasy!important;visibility:hidden!important;opacity:.1!important;inset:40%!important}</style>`;
  const measure = async (html) => {
    const { page } = await open(await foreign(`${html}<p>Text</p>${line(outage.url)}`), outage.now);
    await shown(page);
    return page.evaluate(() => {
      const box = document.body.lastElementChild.shadowRoot.querySelector('aside');
      const link = box.querySelector('a');
      const of = (element) => {
        const { color, fontSize, fontFamily, visibility, width, height } = getComputedStyle(element);
        return { color, fontSize, fontFamily, visibility, width, height };
      };
      return { box: of(box), link: of(link), opacity: getComputedStyle(box).opacity };
    });
  };
  assert.deepEqual(await measure(rude), await measure(''));
  const { page } = await open(await foreign('<p>Text</p><a href="#">Link</a>'), outage.now);
  const before = await page.screenshot({ clip: { x: 0, y: 0, width: 600, height: 300 } });
  const with_ = (await open(await foreign(`<p>Text</p><a href="#">Link</a>${line(outage.url)}`), outage.now)).page;
  await shown(with_);
  assert.ok(before.equals(await with_.screenshot({ clip: { x: 0, y: 0, width: 600, height: 300 } })));
});

const HOSTILE = {
  'incidents/x.md': '---\ntitle: "<img src=x onerror=alert(1)> \\u202E javascript:alert(2)"\naffects: {payments: partial_outage}\n---\n\n## 2026-11-12 14:05 UTC - Investigating\n',
};

test('hostile titles are text, and all links lead to the status page', async () => {
  const hostile = await published({ now: '2026-11-12T14:10:00Z', edits: HOSTILE });
  const { page, messages } = await open(await foreign(line(hostile.url), strict(hostile.url)), hostile.now);
  const texts = (await shown(page)).flat().join('\n');
  assert.ok(texts.includes('<img src=x onerror=alert(1)>'));
  assert.equal(await notice(page).locator('img').count(), 0);
  for (const link of await notice(page).locator('a').all()) assert.ok((await link.getAttribute('href')).startsWith(hostile.url));
  assert.deepEqual(messages, []);
  // Even a manipulated file does not lead to another site.
  const file = path.join(hostile.folder, 'embed/notice.json');
  const original = JSON.parse(fs.readFileSync(file));
  for (const bad of ['javascript:alert(1)', '//evil.example/', '../../..//evil.example']) {
    fs.writeFileSync(file, JSON.stringify({ ...original, notices: [{ ...original.notices[0], path: bad, kind: 'strange' }] }));
    const { page, messages } = await open(await foreign(line(hostile.url)), hostile.now);
    await shown(page);
    assert.ok((await notice(page).locator('a').getAttribute('href')).startsWith(hostile.url), bad);
    assert.deepEqual(messages, []);
  }
});

/** Returns the violations that axe finds on a page, one line each. */
async function findings(page, rules = {}) {
  await page.evaluate(AXE);
  await page.clock.resume();
  return page.evaluate(async (rules) => {
    const { violations } = await axe.run({ rules: { 'target-size': { enabled: true }, ...rules }, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`));
  }, rules);
}

test('axe finds no violation in the notice, and it fits: light, dark, forced colors, phone, right-to-left', async () => {
  const arabic = { 'status.yaml': (text) => text.replace('language: en', 'language: ar') };
  const right = await published({ now: '2026-11-12T14:10:00Z', edits: { ...arabic, ...HOSTILE } });
  for (const [site, direction] of [[outage, 'ltr'], [right, 'rtl']]) {
    const { page } = await open(await foreign(`<main><h1>Shop</h1></main>${line(site.url)}`), site.now);
    await shown(page);
    assert.equal(await notice(page).getAttribute('dir'), direction);
    for (const media of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }, { forcedColors: 'none' }]) {
      await page.emulateMedia(media);
      if (media.forcedColors === 'none') await page.setViewportSize({ width: 320, height: 600 });
      assert.deepEqual(await findings(page), []);
      const box = await notice(page).boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= page.viewportSize().width && box.width > 250, JSON.stringify(box));
    }
  }
});

test('print hides the notice', async () => {
  const { page } = await open(await foreign(line(outage.url)), outage.now);
  await shown(page);
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await notice(page).isVisible()));
});

test('the frame shows the status without script', async () => {
  for (const [site, words] of [[outage, ['Partial System Outage', 'Card payments are failing']], [calm, ['All Systems Operational']]]) {
    const frame = `<iframe src="${site.url}embed/" title="Status" width="100%" height="88" frameborder="0"></iframe>`;
    const { page, messages } = await open(await foreign(`<main><h1>Shop</h1>${frame}</main>`, strict(site.url)), site.now, {
      options: { colorScheme: 'dark' },
    });
    const inside = page.frameLocator('iframe');
    for (const word of words) assert.ok(await inside.getByText(word).isVisible(), word);
    assert.equal(await inside.locator('script').count(), 0);
    for (const link of await inside.locator('a').all()) assert.equal(await link.getAttribute('target'), '_blank');
    assert.equal(await inside.locator('meta[http-equiv=refresh]').getAttribute('content'), '300');
    assert.deepEqual(messages, []);
    // axe treats a transparent background as white.
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${site.url}embed/`);
    // The page refreshes itself, because it has no script. It has no inputs and little text.
    assert.deepEqual(await findings(page, { 'meta-refresh': { enabled: false } }), []);
  }
});

test('the embed code on the subscribe page works', async () => {
  const name = 'A "<b>&amp;</b>" shop';
  const named = await published({
    now: outage.now,
    edits: { 'status.yaml': (text) => text.replace(/^  name: .*$/m, `  name: '${name}'`) },
  });
  const page = await tab();
  await page.goto(`${named.url}subscribe/`);
  const lines = await page.locator('[aria-labelledby=own-site] [data-copy]').evaluateAll((all) => all.map((each) => each.dataset.copy));
  assert.equal(lines.length, 2);
  const pasted = await open(await foreign(lines.join('\n')), named.now);
  await shown(pasted.page);
  assert.ok(await pasted.page.frameLocator('iframe').getByText('Partial System Outage').isVisible());
  assert.equal(await pasted.page.locator('iframe').getAttribute('title'), `Status of ${name}`);
  assert.equal(await notice(pasted.page).getAttribute('aria-label'), `Status of ${name}`);
});

test('the JavaScript example of docs/api.md works', async () => {
  const handbook = fs.readFileSync(path.join(ROOT, 'docs/api.md'), 'utf8');
  const [, code] = handbook.match(/^```js\n(.*?)^```$/ms);
  const html = `<script type="module">${code.replaceAll('https://status.acme.example/', outage.url)}</script>`;
  const { messages } = await open(await foreign(html), outage.now);
  const until = Date.now() + TIMEOUT;
  while (Date.now() < until && messages.length < 2) await new Promise((done) => setTimeout(done, 50));
  assert.deepEqual(messages.slice(0, 2), [
    'Partial System Outage',
    `critical: Card payments are failing ${outage.url}incidents/2026-11-12-card-payments/`,
  ]);
});

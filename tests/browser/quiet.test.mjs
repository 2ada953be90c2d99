// A page loads without a word on the console, from one host alone, with nothing that jumps or moves.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, siteOf, visitor } from './sites.mjs';
import { DESK, PHONE, drawn } from './support.mjs';

for (const [screen, options] of Object.entries({ desk: DESK, phone: PHONE })) {
  const visit = await visitor(options);
  const page = await visit(KINDS[0]);
  await page.addInitScript(() => {
    window.shifts = [];
    window.violations = [];
    const name = (node) => (node?.id ? `#${node.id}` : node?.className || node?.nodeName);
    const note = (entries) => {
      for (const { value, sources } of entries) {
        window.shifts.push(`${value.toFixed(4)} ${sources.map(({ node }) => name(node)).join(' ')}`);
      }
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    window.noteRest = () => note(observer.takeRecords());
    document.addEventListener('securitypolicyviolation', (event) => {
      window.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  const heard = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('request', (request) => heard.push(request.url()));

  for (const kind of KINDS) {
    test(`no layout shift, console message or other host: ${kind.name}, ${screen}`, async () => {
      heard.length = 0;
      const { url } = await siteOf(kind);
      await visit(kind);
      // The script adds its words before the page has loaded. What that moves shows in the next frames.
      await drawn(page);
      const { shifts, violations } = await page.evaluate(() => {
        window.noteRest();
        return { shifts: window.shifts, violations: window.violations };
      });
      assert.deepEqual(shifts, [], 'nothing changes its place (CLS is 0)');
      assert.deepEqual(violations, [], 'the policy forbids nothing that the page does');
      assert.deepEqual(heard.filter((what) => !what.startsWith(url)), []);
    });
  }
}

/** What would move in time: transitions, animations and smooth scrolling. */
const moving = (page) =>
  page.evaluate(() => {
    const found = new Set();
    for (const element of document.querySelectorAll('*')) {
      for (const part of [null, '::before', '::after']) {
        const style = getComputedStyle(element, part);
        const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0.001);
        const name = `${element.tagName.toLowerCase()}.${element.className.baseVal ?? element.className}${part ?? ''}`;
        if (lasts(style.transitionDuration)) found.add(`${name} has a transition of ${style.transitionProperty}`);
        if (style.animationName !== 'none') found.add(`${name} has the animation ${style.animationName}`);
        if (style.scrollBehavior === 'smooth') found.add(`${name} scrolls smoothly`);
      }
    }
    return [...found];
  });

test('reduced motion disables motion', async () => {
  const visit = await visitor({ reducedMotion: 'reduce' });
  for (const kind of KINDS) assert.deepEqual(await moving(await visit(kind)), [], kind.name);
});

test('nothing moves on its own', async () => {
  const visit = await visitor();
  for (const kind of KINDS) {
    const page = await visit(kind);
    const alone = await page.evaluate(() => {
      const animations = document.getAnimations().map((each) => each.animationName ?? each.transitionProperty);
      return [...animations, ...[...document.querySelectorAll('animate, animateTransform, marquee, video, img[src$=".gif"]')].map(String)];
    });
    assert.deepEqual(alone, [], kind.name);
  }
  const page = await visit({ site: 'outage', path: '' });
  const before = await page.screenshot();
  await page.clock.runFor(1200);
  assert.ok(before.equals(await page.screenshot()), 'a second later the page looks the same');
});

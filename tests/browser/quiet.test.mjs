// Pages load without console messages, requests to other hosts, layout shifts and motion.

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
  const events = [];
  page.on('console', (message) => events.push(`${message.type()}: ${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => events.push(`error: ${error.message}`));
  page.on('request', (request) => events.push(request.url()));

  for (const kind of KINDS) {
    test(`no layout shift, console message or other host: ${kind.name}, ${screen}`, async () => {
      events.length = 0;
      const { url } = await siteOf(kind);
      await visit(kind);
      // The script adds text before the page has loaded. Layout shifts from that occur in the next frames.
      await drawn(page);
      const { shifts, violations } = await page.evaluate(() => {
        window.noteRest();
        return { shifts: window.shifts, violations: window.violations };
      });
      assert.deepEqual(shifts, [], 'there are no layout shifts (CLS is 0)');
      assert.deepEqual(violations, [], 'the content security policy is not violated');
      assert.deepEqual(events.filter((what) => !what.startsWith(url)), []);
    });
  }
}

/** Returns the elements with transitions, animations or smooth scrolling. */
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

test('pages have no animations without user input', async () => {
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
  assert.ok(before.equals(await page.screenshot()), 'the page looks the same a second later');
});

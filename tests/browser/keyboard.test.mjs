// Keyboard: Tab reaches every control in the order of the page, the focus is visible, and targets are large enough.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, visitor } from './sites.mjs';
import { DESK, PHONE, unfold } from './support.mjs';

/** Returns name and link of the focused element, whether it had the focus before, and what is wrong with it. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    window.stops ??= [];
    const wrong = [];
    const last = window.stops.at(-1);
    if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) wrong.push('goes back');
    const again = window.stops.includes(element);
    window.stops.push(element);

    const box = element.getBoundingClientRect();
    const seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    if (!seen) wrong.push('is off the screen');
    const [x, y] = [(Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
    // A link over several lines may not cover the middle of its bounding box.
    const points = [[x, y], ...[...element.getClientRects()].map((r) => [r.left + r.width / 2, r.top + r.height / 2])];
    // An element that passes pointer events to the squares below it is as visible as its parent.
    const drawn = getComputedStyle(element).pointerEvents === 'none' ? element.parentElement : element;
    const hit = points.some(([x, y]) => drawn.contains(document.elementFromPoint(x, y)));
    if (seen && !hit) wrong.push('is covered by another element');

    const style = getComputedStyle(element);
    const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    if (!outline && style.boxShadow === 'none') wrong.push('has no visible focus');
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    const luminance = (color) => {
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [ring, ground] = [style.outlineColor, getComputedStyle(document.body).backgroundColor].map(luminance);
    const contrast = (Math.max(ring, ground) + 0.05) / (Math.min(ring, ground) + 0.05);
    if (outline && contrast < 3) wrong.push(`has a focus ring with a contrast of only ${contrast.toFixed(1)}:1`);
    const name = `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`;
    return { name, again, wrong, hash: element.getAttribute('href') };
  });

/** Returns the number of elements that Tab must reach, and those with a positive `tabindex`. */
const stops = (page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]');
    const open = [...all].filter((e) => e.tabIndex >= 0 && !e.disabled && (e.checkVisibility() || e.matches('.skip')));
    return { count: open.length, forced: open.filter((e) => e.tabIndex > 0).map((e) => e.outerHTML) };
  });

for (const colorScheme of ['light', 'dark']) {
  const visit = await visitor({ ...DESK, colorScheme, reducedMotion: 'reduce' });
  const kinds = colorScheme === 'light' ? KINDS : KINDS.filter(({ name }) => /outage|postmortem|^component$/.test(name));
  for (const kind of kinds) {
    test(`Tab reaches every control in order: ${kind.name}, ${colorScheme}`, async () => {
      const page = await visit(kind);
      const { count, forced } = await stops(page);
      assert.deepEqual(forced, [], 'no element has a positive tabindex');
      const wrong = [];
      let walked = 0;
      for (; walked <= count + 2; walked++) {
        await page.keyboard.press('Tab');
        const stop = await focused(page);
        if (!stop || (stop.again && stop.wrong.includes('goes back') && walked >= count)) break;
        if (walked === 0) assert.equal(stop.hash, '#main', `the skip link comes first, not ${stop.name}`);
        if (stop.wrong.length) wrong.push(`${stop.name}: ${stop.wrong.join(', ')}`);
      }
      assert.deepEqual(wrong, []);
      assert.equal(walked, count, 'every stop is reached once');
    });
  }
}

test('the skip link leads to the content', async () => {
  const visit = await visitor({ reducedMotion: 'reduce' });
  const page = await visit({ site: 'outage', path: '' });
  await page.keyboard.press('Tab');
  const box = await page.locator(':focus').boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.width > 24 && box.height >= 24);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
});

test('details open and close with the keyboard and keep the focus', async () => {
  const visit = await visitor({ reducedMotion: 'reduce' });
  const page = await visit({ site: 'outage', path: '' });
  const summary = page.locator('summary:visible').first();
  const isOpen = () => summary.evaluate((e) => e.parentElement.open && e === document.activeElement);
  await summary.focus();
  const before = await isOpen();
  await page.keyboard.press('Enter');
  assert.notEqual(await isOpen(), before);
  await page.keyboard.press('Space');
  assert.equal(await isOpen(), before);
});

// Returns targets that fail WCAG 2.5.8. A target has 24 by 24 pixels, or a circle with this diameter around its center
// touches no other target and no such circle. Exempt are links in text, and squares, since the list of days has the
// same links.
const tooSmall = (page) =>
  page.evaluate(() => {
    const inline = (e) =>
      getComputedStyle(e).display === 'inline' &&
      [...e.parentElement.childNodes].some((node) => node !== e && node.nodeType === Node.TEXT_NODE && /\w/.test(node.data));
    const all = [...document.querySelectorAll('a[href], button, summary, input:not([disabled]), select')];
    const targets = all
      .filter((e) => !e.closest('svg') && e.checkVisibility() && !inline(e) && !e.matches('.skip'))
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width && box.height);
    const small = ({ box }) => box.width < 23.95 || box.height < 23.95;
    const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
    return targets.filter(small).flatMap((target) => {
      const [x, y] = middle(target);
      const near = targets.find((other) => {
        if (other === target || other.element.contains(target.element) || target.element.contains(other.element)) return false;
        const dx = Math.max(other.box.left - x, 0, x - other.box.right);
        const dy = Math.max(other.box.top - y, 0, y - other.box.bottom);
        const [ox, oy] = middle(other);
        return Math.hypot(dx, dy) < 11.95 || (small(other) && Math.hypot(ox - x, oy - y) < 23.95);
      });
      const describe = ({ element, box }) =>
        `${element.textContent.trim().slice(0, 30)} (${box.width.toFixed(1)} by ${box.height.toFixed(1)})`;
      return near ? [`${describe(target)} is too close to ${describe(near)}`] : [];
    });
  });

const visitByThumb = await visitor(PHONE);
for (const kind of KINDS) {
  test(`targets are large enough to touch: ${kind.name}`, async () => {
    const page = await visitByThumb(kind);
    const closed = await tooSmall(page);
    await unfold(page);
    assert.deepEqual([...closed, ...(await tooSmall(page))], []);
  });
}

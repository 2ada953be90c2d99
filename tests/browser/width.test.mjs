// No page scrolls horizontally, on narrow screens and with hostile texts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE, KINDS, visitor } from './sites.mjs';
import { unfold } from './support.mjs';

const WIDTHS = [320, 390, 768, 1280];

/** Returns the width of the page if it overflows, and the texts that overflow it outside of scrollable boxes. */
const overflowing = (page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const found = [];
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth}`);
    const boxed = (element) => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (getComputedStyle(box).overflowX !== 'visible') return true;
      }
      return false;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (text.data.trim() && box.width && box.right > width + 1 && !boxed(text)) {
        const name = ({ tagName, classList }) => [tagName.toLowerCase(), ...classList].join('.');
        const where = `${name(text.parentElement.parentElement)} > ${name(text.parentElement)}`;
        found.push(`${where} ends at ${Math.round(box.right)}: ${text.data.trim().slice(0, 30)}`);
      }
    }
    return found.slice(0, 5);
  });

const visit = await visitor();
for (const kind of [...KINDS, ...HOSTILE]) {
  test(`no horizontal overflow: ${kind.name}`, async () => {
    const page = await visit(kind);
    await unfold(page);
    const found = {};
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const out = await overflowing(page);
      if (out.length) found[width] = out;
    }
    assert.deepEqual(found, {});
  });
}

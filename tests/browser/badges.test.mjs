// Badges: text fits in any font and script, and badges are visible on any background.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { site, tab } from './support.mjs';

/** How much a width of ours may differ from the browser's: as a fraction of it, plus pixels. */
const TOLERANCE = { plain: 0.03, arabic: 0.2, pixels: 1 };

const NAMES = {
  en: ['API', 'Card payments', 'Größe & Łódź', 'Ακμή και ώρα', 'Платежи', 'Thanh toán bằng thẻ', 'WWWW iiii 100 %', '</title><script>'],
  ar: ['خدمات الدفع', 'الموقع API', 'تسجيل الدخول'],
};
/** Names that the fonts of a minimal system lack, and one that is too long. */
const OTHERS = ['支付接口', 'カード決済', '👩‍👩‍👧 Family', 'समस्या', 'A name that goes on and on and on and on and on and on'];

/** Builds a page with components of these names, the first one down. Returns name and text of each badge file. */
async function badges(language, names) {
  const rows = names.map((name, nth) => `  - { id: c${nth}, name: ${JSON.stringify(name)}, since: 2026-11-01, group: All${nth ? '' : ', status: major_outage'} }`);
  const status = `page:\n  name: ${JSON.stringify(names[0])}\n  url: https://status.acme.example\n  language: ${language}\ncomponents:\n${rows.join('\n')}\n`;
  const { folder } = await site({ source: { 'status.yaml': status } });
  const files = fs.readdirSync(path.join(folder, 'badges')).filter((name) => /\.(svg|json)$/.test(name));
  return files.map((name) => ({ name, text: fs.readFileSync(path.join(folder, 'badges', name), 'utf8') }));
}
const pictures = async (language, names) => (await badges(language, names)).filter(({ name }) => name.endsWith('.svg'));

/**
 * Measures a badge in the browser, in a font. Returns the width of the badge and, for each text, its content, its
 * `textLength`, its natural length, and where it begins and ends, all in pixels.
 */
const measured = (page, svg, font) =>
  page.evaluate(
    ([svg, font]) => {
      document.body.innerHTML = '';
      const root = document.adoptNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement);
      document.body.append(root);
      if (font) root.querySelector('g').setAttribute('font-family', font);
      const texts = [...root.querySelectorAll('text')].map((text) => {
        const box = text.getBBox();
        const declared = Number(text.getAttribute('textLength'));
        text.removeAttribute('textLength');
        return { content: text.textContent, declared, own: text.getComputedTextLength(), from: box.x, to: box.x + box.width };
      });
      return { width: root.width.baseVal.value, texts };
    },
    [svg, font],
  );

test('badge widths match the measured text', async () => {
  const page = await tab();
  for (const [language, names] of Object.entries(NAMES)) {
    for (const { name, text } of await pictures(language, names)) {
      for (const { content, declared, own } of (await measured(page, text, 'DejaVu Sans')).texts) {
        const share = /\p{Script=Arabic}/u.test(content) ? TOLERANCE.arabic : TOLERANCE.plain;
        assert.ok(Math.abs(declared - own) <= own * share + TOLERANCE.pixels, `${name}: “${content}” is ${own} long, not ${declared}`);
      }
    }
  }
});

test('text fits its badge in every font', async () => {
  const page = await tab();
  for (const { name, text } of [...(await pictures('en', [...NAMES.en, ...OTHERS])), ...(await pictures('ar', NAMES.ar))]) {
    for (const font of [undefined, 'serif', 'monospace', 'cursive']) {
      const { width, texts } = await measured(page, text, font);
      assert.equal(texts.length, 2, name);
      const [left, right] = texts.toSorted((a, b) => a.from - b.from);
      assert.ok(left.from >= 5 && right.to <= width - 5, `${name} in ${font}: ${left.from} to ${right.to} of ${width}`);
      assert.ok(right.from - left.to >= 12, `${name} in ${font}: “${left.content}” is too close to “${right.content}”`);
    }
  }
});

test('a badge is small and visible on light and dark pages', async () => {
  const page = await tab();
  for (const { name, text } of await pictures('en', ['API', 'Website'])) {
    assert.ok(text.length < 1200, `${name} has ${text.length} bytes`);
    for (const ground of ['#ffffff', '#0d1117']) {
      const { height, contrast } = await page.evaluate(
        async ([svg, ground]) => {
          const image = new Image();
          image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
          await image.decode();
          const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
          const context = canvas.getContext('2d');
          context.fillStyle = ground;
          context.fillRect(0, 0, image.width, image.height);
          const light = ([red, green, blue]) => {
            const [r, g, b] = [red, green, blue].map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
          };
          const below = light(context.getImageData(0, 10, 1, 1).data);
          context.drawImage(image, 0, 0);
          const edges = [0, image.width - 1].map((x) => light(context.getImageData(x, 10, 1, 1).data));
          return { height: image.height, contrast: Math.min(...edges.map((edge) => Math.max(edge / below, below / edge))) };
        },
        [text, ground],
      );
      assert.equal(height, 20, name);
      assert.ok(contrast >= 1.8, `${name} on ${ground}: ${contrast}`);
    }
  }
});

test('a badge has an accessible name', async () => {
  const page = await tab();
  const [{ text }] = (await pictures('en', ['API', 'Website'])).filter(({ name }) => name === 'c0.svg');
  await page.setContent(text);
  assert.equal(await page.getByRole('img', { name: 'API: Major outage', exact: true }).count(), 1);
});

test('badge JSON is valid for shields.io', async () => {
  // The rules of shields.io: https://github.com/badges/shields/blob/master/services/endpoint-common.js
  const known = ['schemaVersion', 'label', 'message', 'color', 'labelColor', 'isError', 'namedLogo', 'logoSvg', 'logoColor', 'logoSize', 'style', 'cacheSeconds'];
  const files = (await badges('ja', NAMES.en)).filter(({ name }) => name.endsWith('.json'));
  assert.equal(files.length, 2 * (NAMES.en.length + 2));
  for (const { name, text } of files) {
    const badge = JSON.parse(text);
    assert.deepEqual(Object.keys(badge).filter((key) => !known.includes(key)), [], name);
    assert.equal(badge.schemaVersion, 1, name);
    assert.ok(typeof badge.label === 'string' && typeof badge.message === 'string' && badge.message.length > 0, name);
    assert.match(badge.color, /^#[0-9a-f]{6}$/, name);
    assert.equal(typeof badge.isError, 'boolean', name);
    assert.ok(Number.isInteger(badge.cacheSeconds) && badge.cacheSeconds >= 0, name);
  }
  const { isError, message } = JSON.parse(files.find(({ name }) => name === 'c0.json').text);
  assert.deepEqual([isError, message], [true, '重大な障害']);
});

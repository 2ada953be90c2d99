// Each status has its own shape, not only its own color: in print, in gray and in forced colors.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitor } from './sites.mjs';
import { TROUBLED, statuses } from './sources.mjs';
import { DESK, published, setClock, tab } from './support.mjs';

const NOW = '2026-11-22T12:00:00Z';
const every = await published({ source: statuses(NOW), now: NOW });
const NAMES = ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage', 'unknown'];
const canvas = await tab();

/** Decodes a PNG into rows of `[red, green, blue]`, each 0 to 255. */
async function pixels(png) {
  return canvas.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    return Array.from({ length: image.height }, (_, y) =>
      Array.from({ length: image.width }, (_, x) => [...data.slice((y * image.width + x) * 4, (y * image.width + x) * 4 + 3)]),
    );
  }, png.toString('base64'));
}

const grey = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
/** Returns for each pixel whether its brightness differs from that of the background, the pixel in the corner. */
const shape = (rows) => {
  const ground = grey(rows[0][0]);
  return rows.flat().map((pixel) => Math.abs(grey(pixel) - ground) > 24);
};
/** Returns the fraction of pixels that differ between two pictures of the same size, from 0 to 1. */
const difference = (a, b) => a.filter((pixel, index) => pixel !== b[index]).length / a.length;

/** Takes pictures for each component: of the day `TROUBLED` days ago in its uptime bar, and of its status icon. */
async function pictures(page) {
  const found = {};
  for (const name of NAMES) {
    const row = page.locator(`[id="row:${name}"]`);
    const strip = await row.locator('svg.strip').boundingBox();
    const shown = await row.locator('svg.strip').evaluate((svg) => svg.viewBox.baseVal.width / 4);
    const day = strip.width / shown;
    const left = strip.x + strip.width - (TROUBLED + 1) * day;
    const clip = { x: Math.round(left - 1), y: strip.y - 2, width: Math.floor(day + 1), height: strip.height + 4 };
    const scroll = await page.evaluate(() => [scrollX, scrollY]);
    clip.x += scroll[0];
    clip.y += scroll[1];
    found[name] = {
      day: await pixels(await page.screenshot({ clip, fullPage: true })),
      icon: await pixels(await row.locator('.status svg').first().screenshot()),
    };
  }
  return found;
}

/** Takes a picture for each component of the same day in its calendar, at the position found for a major outage. */
async function calendars(page) {
  const found = {};
  let place;
  for (const name of ['major_outage', ...NAMES.filter((name) => name !== 'major_outage')]) {
    await page.goto(`${every.url}components/${name}/`);
    place ??= await page.evaluate(() => {
      const calendars = [...document.querySelectorAll('svg.calendar')];
      const index = calendars.findIndex((svg) => svg.querySelector('a'));
      const [day, svg] = [calendars[index].querySelector('a'), calendars[index]].map((e) => e.getBoundingClientRect());
      return { index, x: day.x - svg.x - 1, y: day.y - svg.y - 1, width: day.width + 2, height: day.height + 2 };
    });
    const svg = await page.locator('svg.calendar').nth(place.index).evaluate((svg) => {
      const { x, y } = svg.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY };
    });
    const { width, height } = place;
    const clip = { x: svg.x + place.x, y: svg.y + place.y, width, height };
    found[name] = { square: await pixels(await page.screenshot({ clip, fullPage: true })) };
  }
  return found;
}

function assertDistinct(found, what) {
  const alike = [];
  for (const [index, a] of NAMES.entries()) {
    for (const b of NAMES.slice(index + 1)) {
      // A component without data has a status, and so the icon of that status.
      if (what === 'icon' && b === 'unknown') continue;
      const share = difference(shape(found[a][what]), shape(found[b][what]));
      if (share < 0.05) alike.push(`${a} and ${b}: ${(share * 100).toFixed(1)} %`);
    }
  }
  assert.deepEqual(alike, []);
}

const MODES = {
  light: {},
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'forced colours, dark': { forcedColors: 'active', colorScheme: 'dark' },
  print: { media: 'print' },
};
for (const [mode, media] of Object.entries(MODES)) {
  test(`each status has its own shape without color: ${mode}`, async (t) => {
    const page = await tab({ ...DESK, deviceScaleFactor: 2 });
    await setClock(page, NOW);
    await page.emulateMedia(media);
    await page.goto(every.url);
    const found = await pictures(page);
    await t.test('days', () => assertDistinct(found, 'day'));
    await t.test('icons', () => assertDistinct(found, 'icon'));
    const squares = await calendars(page);
    await t.test('days of a calendar', () => assertDistinct(squares, 'square'));
    await page.context().close();
  });
}

test('the banner keeps border and icon in forced colors', async () => {
  const visit = await visitor({ forcedColors: 'active' });
  for (const site of ['calm', 'outage', 'maintenance']) {
    const page = await visit({ site, path: '' });
    const box = await page.locator('[id="now"]').boundingBox();
    const edge = await pixels(
      await page.screenshot({ clip: { x: box.x - 6, y: box.y + box.height / 2, width: 12, height: 1 } }),
    );
    assert.ok(shape(edge).some(Boolean), `${site}: the banner has no border`);
    const icon = shape(await pixels(await page.locator('[id="now"] svg').first().screenshot()));
    const inked = icon.filter(Boolean).length / icon.length;
    assert.ok(inked > 0.1 && inked < 0.95, `${site}: ${Math.round(inked * 100)} % of the icon is drawn`);
  }
});

test('print has a white background and no controls', async () => {
  const visit = await visitor({ colorScheme: 'dark' });
  for (const kind of [{ site: 'outage', path: '' }, { site: 'now', path: 'incidents/2026-11-12-card-payments/' }]) {
    const page = await visit(kind);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const [[corner]] = await pixels(await page.screenshot({ clip: { x: 0, y: 0, width: 1, height: 1 } }));
    assert.deepEqual(corner, [255, 255, 255]);
    assert.equal(await page.locator('nav:visible, button:visible, .skip:visible').count(), 0);
    const brightness = await page.evaluate(() => {
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      return ['h1', 'main p', 'main time'].map((selector) => {
        context.fillStyle = getComputedStyle(document.querySelector(selector)).color;
        context.fillRect(0, 0, 1, 1);
        return Math.max(...context.getImageData(0, 0, 1, 1).data.slice(0, 3));
      });
    });
    assert.ok(brightness.every((value) => value < 128), `text is pale on paper: ${brightness}`);
  }
});

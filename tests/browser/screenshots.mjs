// Takes screenshots of the pages; `scripts/screenshots` calls it.
//
// `screenshots.mjs FOLDER` takes the full page of every kind in every mode. `screenshots.mjs --docs FOLDER` takes those
// for the documentation: one screen, in high resolution, compressed.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { KINDS, visitor } from './sites.mjs';
import { DESK, PHONE, close, drawn } from './support.mjs';

const docs = process.argv[2] === '--docs';
const folder = process.argv.at(-1);
fs.mkdirSync(folder, { recursive: true });

const kind = (name) => KINDS.find((kind) => kind.name === name);
// A visitor in the page's own time zone sees no local times.
const HERE = { timezoneId: 'Europe/Berlin', locale: 'en-GB' };
const DARK = { colorScheme: 'dark' };
const SHARP = { deviceScaleFactor: 2 };
const narrow = (width) => ({ ...PHONE, viewport: { width, height: 800 } });

const MODES = {
  desk: DESK,
  'desk-dark': { ...DESK, ...DARK },
  tablet: { viewport: { width: 768, height: 1024 } },
  phone: PHONE,
  'phone-dark': { ...PHONE, ...DARK },
  narrow: narrow(320),
  'no-script': { ...DESK, javaScriptEnabled: false },
  'forced-colours': { ...DESK, forcedColors: 'active' },
  print: { viewport: { width: 794, height: 1123 } },
};

const SCREEN = { viewport: { width: 1280, height: 860 }, ...SHARP };
const HAND = { viewport: { width: 390, height: 844 }, ...SHARP };
/** The screenshots for the documentation: file name, kind of page, options. Half of them are dark. */
const HANDBOOK = [
  ['calm-desk', 'front, calm', SCREEN],
  ['calm-phone', 'front, calm', { ...HAND, ...DARK }],
  ['outage-desk', 'front, outage', { ...SCREEN, ...DARK }],
  ['outage-phone', 'front, outage', HAND],
  ['incident-desk', 'incident with postmortem', SCREEN],
  ['incident-phone', 'incident with postmortem', { ...HAND, ...DARK }],
  ['component-desk', 'component', { ...SCREEN, ...DARK }],
  ['component-phone', 'component', HAND],
  ['history-desk', 'history', SCREEN],
  ['history-phone', 'history', { ...HAND, ...DARK }],
];

async function picture(page, name, options) {
  const file = path.join(folder, `${name}.png`);
  await drawn(page);
  await page.screenshot({ path: file, ...options });
  return file;
}

if (docs) {
  for (const [name, what, options] of HANDBOOK) {
    const visit = await visitor({ ...HERE, ...options });
    const page = await visit(kind(what));
    const file = await picture(page, name);
    execFileSync('pngquant', ['--force', '--strip', '--speed', '1', '--ext', '.png', '128', file]);
    console.log(`${name}: ${Math.round(fs.statSync(file).size / 1000)} KB`);
    await page.context().close();
  }
} else {
  for (const [mode, options] of Object.entries(MODES)) {
    const visit = await visitor({ ...HERE, ...options });
    for (const each of KINDS) {
      const page = await visit(each);
      if (mode === 'print') await page.emulateMedia({ media: 'print' });
      await picture(page, `${each.name.replace(/[^a-z]+/g, '-')}_${mode}`, { fullPage: true });
    }
    console.log(mode);
  }
}
await close();

// In every time zone of a visitor, the page's own times stay as they were rendered.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KINDS, visitor } from './sites.mjs';

const ZONES = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Australia/Lord_Howe'];
const kinds = KINDS.filter(({ name }) => /outage|minor|postmortem|to come|^component$|^maintenance$/.test(name));

/** Returns `datetime` and text of each `<time>` of the page. */
const times = (page) =>
  page.locator('time').evaluateAll((all) => all.map((time) => ({ at: time.dateTime, text: time.textContent })));

const plain = await visitor({ javaScriptEnabled: false });
const written = new Map();
for (const kind of kinds) written.set(kind, await times(await plain(kind)));

for (const timezoneId of ZONES) {
  test(`the page's own times do not change in ${timezoneId}`, async () => {
    const visit = await visitor({ timezoneId });
    for (const kind of kinds) {
      const page = await visit(kind);
      const shown = await times(page);
      assert.ok(written.get(kind).length > 0);
      const lost = written
        .get(kind)
        .filter(({ at, text }) => !shown.some((time) => time.at === at && time.text.includes(text)))
        .map(({ text }) => text);
      assert.deepEqual(lost, [], kind.name);
    }
    await (await visit(kinds[0])).context().close();
  });
}

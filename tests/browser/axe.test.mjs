// axe-core finds no violation on any kind of page, in any mode, with `<details>` closed and open.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { KINDS, visitor } from './sites.mjs';
import { DESK, packageFile, unfold } from './support.mjs';

const AXE = fs.readFileSync(packageFile('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PHONE = { width: 390, height: 844 };
const MODES = {
  dark: (page) => page.emulateMedia({ colorScheme: 'dark' }),
  'forced colours': (page) => page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' }),
  phone: async (page) => {
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize(PHONE);
  },
};

/** Returns the violations that axe finds, one line each. */
function findings(page) {
  return page.evaluate(async (values) => {
    // This rule is off by default.
    const rules = { 'target-size': { enabled: true } };
    const { violations } = await axe.run({ runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.split('\n').join(' ')}`),
    );
  }, TAGS);
}

const visit = await visitor();
for (const kind of KINDS) {
  test(`axe finds no violation: ${kind.name}`, async () => {
    const page = await visit(kind);
    await page.evaluate(AXE);
    const found = { closed: await findings(page) };
    await unfold(page);
    found.light = await findings(page);
    for (const [mode, enter] of Object.entries(MODES)) {
      await enter(page);
      found[mode] = await findings(page);
    }
    await page.setViewportSize(DESK.viewport);
    assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, lines]) => lines.length)), {});
  });
}

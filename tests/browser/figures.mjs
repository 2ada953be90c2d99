// The figures in docs/page-quality.md: printed in every run, and written to the page with `UPDATE_DOCS=1`.

import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './support.mjs';

const FILE = path.join(ROOT, 'docs/page-quality.md');

/** Prints or writes a figure. In the table, `name` is the first cell of the row and the figure is the last. */
export function report(t, name, figure) {
  t.diagnostic(`${name}: ${figure}`);
  if (process.env.UPDATE_DOCS !== '1') return;
  let found = false;
  const lines = fs.readFileSync(FILE, 'utf8').split('\n').map((line) => {
    if (!line.startsWith(`| ${name} |`)) return line;
    found = true;
    return line.replace(/\|[^|]*\|$/, `| ${figure} |`);
  });
  if (!found) throw new Error(`docs/page-quality.md has no row "${name}"`);
  fs.writeFileSync(FILE, lines.join('\n'));
}

/** Formats a number of bytes: 12345 is "12.3 KB". */
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;

// The pages that the tests visit: each kind of page, at a time at which the demo has content for it.

import { hostile } from './sources.mjs';
import { published, setClock, tab } from './support.mjs';

const SITES = {
  calm: { now: '2026-11-13T09:30:00Z' },
  outage: { now: '2026-11-12T14:10:00Z' },
  maintenance: { now: '2026-10-18T00:40:00Z' },
  now: { now: '2026-11-22T14:30:00Z' },
  hostile: { source: hostile(), now: '2026-11-22T14:30:00Z' },
};

const PAYMENTS = 'incidents/2026-11-12-card-payments/';
/** Each kind of page: its name, the key of its site, its path, and words that it must contain. */
export const KINDS = [
  ['front, calm', 'calm', '', ['All Systems Operational', 'Payments', 'Card payments are failing']],
  ['front, outage', 'outage', '', ['Partial System Outage', 'Card payments are failing', 'Major outage', 'Critical']],
  ['front, maintenance', 'maintenance', '', ['Service Under Maintenance', 'File storage moves to new hardware', 'In progress']],
  ['front, minor incident', 'now', '', ['Partially Degraded Service', 'E-mails arrive late', 'Monitoring']],
  ['incident with postmortem', 'now', PAYMENTS, ['Postmortem', 'Card payments are failing', 'Resolved', 'Payments']],
  ['open incident', 'outage', PAYMENTS, ['Card payments are failing', 'Identified', 'Investigating', 'Payments']],
  ['incident without components', 'now', 'incidents/2026-10-25-digests-sent-twice/', ['Daily digests', 'Resolved']],
  ['window to come', 'now', 'incidents/2026-12-05-sign-in-upgrade/', ['Scheduled', 'Authentication', 'passkeys']],
  ['window in progress', 'maintenance', 'incidents/2026-10-18-storage-move/', ['In progress', 'Uploads pause']],
  ['component', 'now', 'components/payments/', ['Payments', 'Operational', 'Card payments are failing']],
  ['component without history', 'now', 'components/webhooks/', ['Webhooks', 'Operational']],
  ['history', 'now', 'history/', ['History', 'Card payments are failing', '2026']],
  ['month', 'now', 'history/2026-10/', ['October 2026', 'Customers are signed out again and again']],
  ['uptime', 'now', 'uptime/', ['Uptime', 'June 2026 – November 2026', 'Payments', 'Mean time to resolve', 'By month']],
  ['uptime of a year', 'now', 'uptime/2026/', ['Uptime 2026', 'Longest outage', 'api/uptime.csv']],
  ['maintenance', 'now', 'maintenance/', ['Upgrade of the sign-in service', 'New connection to the card network']],
  ['subscribe', 'now', 'subscribe/', ['RSS', 'Atom', 'Authentication']],
  ['badges', 'now', 'badges/', ['Badges', 'Authentication', 'Markdown']],
  ['not found', 'now', '404.html', ['Page not found']],
].map(([name, site, path, words]) => ({ name, site, path, words }));

/** Pages of the site with hostile texts. */
export const HOSTILE = ['', 'incidents/open/', 'incidents/window/', 'components/c0/', 'history/', 'uptime/', 'maintenance/', 'subscribe/', 'badges/'].map(
  (path) => ({ name: `hostile ${path}`, site: 'hostile', path }),
);

const built = {};
/** Returns the served site of a kind of page. Each site is built once. */
export const siteOf = (kind) => (built[kind.site] ??= published(SITES[kind.site]));

/** Opens a tab with these options of Playwright. Returns a function that opens a kind of page in this tab. */
export async function visitor(options) {
  const page = await tab(options);
  return async (kind) => {
    const { url, now } = await siteOf(kind);
    await setClock(page, now);
    await page.goto(url + kind.path);
    return page;
  };
}

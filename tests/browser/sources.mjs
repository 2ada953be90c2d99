// Generated sources: a typical one of any size, one with hostile texts, and one with every status.

const iso = (time) => new Date(time).toISOString();
const at = (time) => `${iso(time).slice(0, 10)} ${iso(time).slice(11, 16)} UTC`;

const NAMES = [
  ['Storefront', 'Website', 'Checkout', 'Payments', 'Search', 'Customer accounts'],
  ['Platform', 'API', 'Authentication', 'Webhooks', 'Background jobs', 'Rate limiting'],
  ['Data', 'Database', 'File storage', 'CDN', 'Analytics', 'Exports'],
  ['Messaging', 'E-mail', 'SMS', 'Push notifications', 'In-app messages', 'Support chat'],
];
const TROUBLE = [
  ['is slow', 'Requests take three to five times as long as usual. They succeed.'],
  ['answers with errors', 'About every tenth request fails. Trying again mostly helps.'],
  ['is not reachable', 'No request gets through. We are looking into it with everybody we have.'],
  ['loses its connection now and then', 'Sessions break off after a few minutes and have to be begun again.'],
  ['shows stale data', 'What is shown is up to an hour old. Nothing is lost.'],
  ['delivers late', 'Everything arrives, at present some twenty minutes late.'],
];
const CAUSES = [
  'The cause is a release of this morning, which we are rolling back.',
  'A disk in one of our clusters is failing; we are moving its load to the others.',
  'A provider of ours has trouble with its network. We route around it.',
  'A certificate was not renewed in time. A new one is on its way to all machines.',
  'One customer sends far more than usual, and our limits were too generous.',
];
const STATUSES = ['degraded_performance', 'degraded_performance', 'partial_outage', 'major_outage'];

/** Returns a source with 20 components and `incidents` past incidents, spread evenly over `years` before `now`. */
export function typical({ now, incidents, years }) {
  let state = 20261122;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list) => list[random(list.length)];
  const end = Date.parse(now);
  const span = years * 365 * 86_400_000;
  const components = NAMES.flatMap(([group, ...names]) => names.map((name) => ({ group, name, id: slug(name) })));
  const files = {
    'status.yaml': [
      'page:',
      '  name: Typical',
      '  url: https://status.acme.example',
      '  description: Live status of a shop of middling size.',
      '  timezone: Europe/Berlin',
      '  support_url: https://acme.example/help',
      'components:',
      ...components.flatMap(({ id, name, group }) => [
        `  - id: ${id}`,
        `    name: ${name}`,
        `    group: ${group}`,
        `    description: ${name} for all customers`,
        `    since: ${iso(end - span).slice(0, 10)}`,
      ]),
      '',
    ].join('\n'),
  };
  const log = [];
  for (let index = 0; index < incidents; index++) {
    const start = end - Math.round((span * (index + 0.5)) / incidents) - random(240) * 60_000;
    const minute = (offset) => start + offset * 60_000;
    const lasting = 20 + random(160);
    const [first, second] = [pick(components), pick(components)];
    const affected = index % 3 === 0 && second !== first ? [first, second] : [first];
    const status = pick(STATUSES);
    const [what, text] = pick(TROUBLE);
    let file = `incidents/${iso(start).slice(0, 4)}/${iso(start).slice(0, 10)}-${first.id}`;
    if (files[`${file}.md`]) file += `-${index}`;
    files[`${file}.md`] = [
      '---',
      `title: ${first.name} ${what}`,
      'affects:',
      ...affected.map(({ id }) => `  ${id}: ${status}`),
      '---',
      '',
      `## ${at(start)} - Investigating`,
      '',
      text,
      '',
      `## ${at(minute(Math.ceil(lasting / 3)))} - Identified`,
      '',
      pick(CAUSES),
      '',
      `## ${at(minute(lasting))} - Resolved`,
      '',
      'All is back to normal. We will look into how to notice this earlier.',
      '',
    ].join('\n');
    if (index % 2 === 0) {
      log.push(`${iso(minute(-2)).slice(0, 19)}Z ${first.id} ${status} probe/${first.id}`);
      log.push(`${iso(minute(lasting - 4)).slice(0, 19)}Z ${first.id} operational probe/${first.id}`);
    }
  }
  files['history.log'] = `${log.reverse().join('\n')}\n`;
  return files;
}

const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Returns a source with very long, unbreakable and wide texts in every field, and with 31 groups. */
export function hostile() {
  const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
  const url = `https://acme.example/${'a-path-without-any-end/'.repeat(12)}?${'query'.repeat(60)}`;
  const wide = (cell) => `| ${Array(14).fill(cell).join(' | ')} |`;
  const prose = [
    `${word}${word} and ${url} and \`${'code'.repeat(60)}\``,
    '',
    `[${word}](${url}) **${word}**`,
    '',
    `### ${word}${word}`,
    '',
    [wide('A heading'), wide('---'), wide('12,345'), wide(word)].join('\n'),
    '',
    `\`\`\`\n${'a line of code that goes on '.repeat(20)}\n\`\`\``,
    '',
    `- ${word}`,
    `  - ${word}`,
    `    - ${word}`,
    `      - ${word}`,
    '- [ ] a task',
    `> > > ${word}`,
    '',
    `1. ${url}`,
  ].join('\n');
  const components = Array.from({ length: 32 }, (_, index) => [
    `  - id: c${index}`,
    `    name: ${index % 2 ? 'W'.repeat(40) : word.slice(0, 40)}`,
    `    group: ${index < 30 ? `${word} ${index}` : 'Two of one group'}`,
    `    description: ${word}${word} ${url}`,
    `    since: 2026-01-01`,
  ]).flat();
  const affected = Array.from({ length: 12 }, (_, index) => `  c${index}: ${STATUSES[index % 4]}`);
  const update = (time, status) => `## ${time} - ${status}\n\n${prose}\n`;
  return {
    'status.yaml': [
      'page:',
      `  name: ${word}`,
      '  url: https://status.acme.example',
      `  description: ${word} ${url}`,
      `  support_url: ${url}`,
      'components:',
      ...components,
      '',
    ].join('\n'),
    'incidents/open.md': [
      '---',
      `title: ${word}${word} ${url}`,
      'affects:',
      ...affected,
      '---',
      '',
      update('2026-11-21 10:00 UTC', 'Investigating'),
      update('2026-11-22 11:00 UTC', 'Identified {c20=major_outage c21=partial_outage}'),
    ].join('\n'),
    'incidents/past.md': [
      '---',
      `title: ${word}${word}`,
      'affects:',
      ...affected,
      '---',
      '',
      update('2026-11-20 10:00 UTC', 'Investigating'),
      update('2026-11-20 11:00 UTC', 'Resolved'),
      update('2026-11-21 11:00 UTC', 'Postmortem'),
    ].join('\n'),
    'incidents/window.md': [
      '---',
      `title: ${word}${word} ${url}`,
      'maintenance:',
      '  starts: 2026-12-01 22:00 UTC',
      '  ends: 2026-12-02 02:00 UTC',
      `affects: [${Array.from({ length: 30 }, (_, index) => `c${index}`).join(', ')}]`,
      '---',
      '',
      update('2026-11-20 09:00 UTC', 'Scheduled'),
    ].join('\n'),
  };
}

/** How many days ago each component of `statuses` had its status for a day. */
export const TROUBLED = 5;

/** Returns a source with a component for each status, now and on the day `TROUBLED` days ago, and one without data. */
export function statuses(now) {
  const day = iso(Date.parse(now) - TROUBLED * 86_400_000).slice(0, 10);
  const next = iso(Date.parse(now) - (TROUBLED - 1) * 86_400_000).slice(0, 10);
  const all = ['operational', 'under_maintenance', 'degraded_performance', 'partial_outage', 'major_outage'];
  const known = iso(Date.parse(now) - 2 * 86_400_000).slice(0, 10);
  return {
    'status.yaml': [
      'page:',
      '  name: Every status',
      '  url: https://status.acme.example',
      'components:',
      ...all.flatMap((status) => [
        `  - id: ${status}`,
        `    name: ${status}`,
        `    status: ${status}`,
        '    since: 2020-01-01',
      ]),
      `  - id: unknown`,
      '    name: unknown',
      `    since: ${known}`,
      '',
    ].join('\n'),
    'history.log': all
      .flatMap((status) => [`${day}T00:00:00Z ${status} ${status}`, `${next}T00:00:00Z ${status} operational`])
      .join('\n')
      .concat('\n'),
  };
}

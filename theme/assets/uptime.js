// Lets visitors select a range of months on the uptime pages. The tables in the page stay; other months are loaded from
// `api/uptime/MONTH.json` and added. As in the program, uptime is computed in integers and rounded down.
(() => {
  const form = document.getElementById("months");
  const page = document.getElementById("range");
  const place = document.getElementById("chosen");
  const current = document.querySelector(".ranges [aria-current]");
  const [from, until] = form.querySelectorAll("select");
  const words = form.dataset;
  const ONE = 1_000_000_000n;

  const fill = (pattern, ...values) => values.reduce((text, value, nth) => text.replace(`%${nth + 1}`, value), pattern);

  const lasting = (seconds) => {
    if (seconds == null) return "–";
    const days = Math.floor(seconds / 86_400);
    const hours = Math.floor(seconds / 3600) % 24;
    const minutes = Math.floor(seconds / 60) % 60;
    const all = [[words.days, days], [words.hours, hours], [words.minutes, minutes]];
    const first = all.findIndex(([, count]) => count);
    if (first < 0) return words.less;
    const told = all.slice(first, first + 2).filter(([, count]) => count).map(([unit, count]) => fill(unit, count));
    return told.length > 1 ? fill(words.two, ...told) : told[0];
  };

  /** Sums the data of several months for a component, or for the whole page. */
  const sum = (parts) => {
    const of = (count) => parts.reduce((all, part) => all + count(part), 0);
    const resolved = of((part) => part.resolved_incidents);
    const outages = parts.flatMap((part) => part.longest_outage?.seconds ?? []);
    return {
      incidents: of((part) => part.incidents),
      resolve: resolved ? Math.floor(of((part) => part.seconds_to_resolve) / resolved) : null,
      longest: outages.length ? Math.max(...outages) : null,
    };
  };

  /** Returns the uptime in hundredths of a percent, or null without data. */
  const share = (parts) => {
    let known = 0n;
    let down = 0n;
    for (const { known_seconds, seconds, weights } of parts) {
      known += BigInt(known_seconds) * ONE;
      for (const [status, weight] of weights) down += BigInt(seconds[status] ?? 0) * weight;
    }
    return known ? Number(((known - down) * 10_000n) / known) : null;
  };

  const decimals = (pattern, hundredths) =>
    fill(pattern, Math.floor(hundredths / 100), String(hundredths % 100).padStart(2, "0"));

  const files = new Map();
  const load = async (month) => {
    const answer = await fetch(`${words.root}api/uptime/${month}.json`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.status);
    const { overall, weights, components } = await answer.json();
    const exact = Object.entries(weights).map(([status, weight]) => [status, BigInt(Math.round(weight * 1e9))]);
    return { overall, parts: new Map(components.map((part) => [part.id, { ...part, weights: exact }])) };
  };
  const once = (month) => {
    if (!files.has(month)) files.set(month, load(month));
    return files.get(month);
  };

  const cell = (text, name = "td") => Object.assign(document.createElement(name), { textContent: text });

  const heads = (table, options) => {
    const [years, months] = table.tHead.rows;
    years.replaceChildren(years.cells[0]);
    months.replaceChildren(months.cells[0]);
    for (const { value, text, dataset } of options) {
      const year = value.slice(0, 4);
      let last = years.lastElementChild;
      if (last.textContent === year) last.colSpan++;
      else years.append(last = Object.assign(cell(year, "th"), { scope: "col" }));
      const head = Object.assign(cell("", "th"), { scope: "col" });
      head.append(Object.assign(cell(dataset.short, "abbr"), { title: text }));
      months.append(head);
    }
    for (const group of table.querySelectorAll("[scope=rowgroup]")) group.colSpan = options.length + 1;
  };

  const shade = (hundredths) => (hundredths >= 9990 ? "shade-1" : hundredths >= 9900 ? "shade-2" : "shade-3");

  const byMonth = (row, parts) => {
    row.replaceChildren(row.cells[0], ...parts.map((part) => {
      const hundredths = share([part]);
      if (hundredths == null) return cell("–");
      if (hundredths === 10_000) return cell("100");
      return Object.assign(cell(decimals(words.decimal, hundredths)), { className: shade(hundredths) });
    }));
  };

  const total = (row, parts) => {
    const hundredths = share(parts);
    const { incidents, longest, resolve } = sum(parts);
    const percent = hundredths == null ? "–"
      : hundredths === 10_000 ? fill(words.percentWhole, 100) : decimals(words.percent, hundredths);
    [percent, incidents, lasting(longest), lasting(resolve)].forEach((text, nth) => row.cells[nth + 1].textContent = text);
  };

  /** Copies the tables of the page and fills in the figures of other months. */
  const tell = (options, months) => {
    const tree = page.cloneNode(true);
    const [totals, table] = tree.querySelectorAll("table");
    const ends = [options[0].text, options.at(-1).text];
    tree.querySelector("h2").textContent = ends[0] === ends[1] ? ends[0] : fill(words.months, ...ends);
    const overall = sum(months.map((month) => month.overall));
    const figures = tree.querySelectorAll(".figures strong");
    figures[0].textContent = overall.incidents;
    figures[1].textContent = lasting(overall.resolve);
    heads(table, options);
    for (const row of tree.querySelectorAll("tr[data-id]")) {
      const parts = months.map((month) => month.parts.get(row.dataset.id));
      (table.contains(row) ? byMonth : total)(row, parts);
    }
    // The hidden tables of the page keep their ids, for links.
    for (const element of tree.querySelectorAll("[id]")) element.id = `chosen:${element.id}`;
    for (const element of tree.querySelectorAll("[aria-labelledby]")) {
      element.setAttribute("aria-labelledby", `chosen:${element.getAttribute("aria-labelledby")}`);
    }
    return [...tree.childNodes];
  };

  const show = async ({ target = from }) => {
    const all = [...from.options];
    // Keep the last selection and adjust the other end of the range.
    if (until.selectedIndex < from.selectedIndex) from.value = until.value = target.value;
    const options = all.slice(from.selectedIndex, until.selectedIndex + 1);
    const chosen = `${from.value}..${until.value}`;
    const status = form.querySelector("[role=status]");
    const isOwn = from.value === page.dataset.from && until.value === page.dataset.until;
    if (!isOwn) {
      try {
        const months = await Promise.all(options.map(({ value }) => once(value)));
        // The visitor may have selected another range while these loaded.
        if (chosen !== `${from.value}..${until.value}`) return;
        place.replaceChildren(...tell(options, months));
      } catch {
        files.clear();
        status.textContent = words.missing;
        return;
      }
    }
    status.textContent = "";
    current.ariaCurrent = isOwn ? "page" : null;
    page.hidden = !isOwn;
    place.hidden = isOwn;
    history.replaceState(null, "", isOwn ? location.pathname : `#${chosen}`);
  };

  const [, first, last] = location.hash.match(/^#(\d{4}-\d\d)\.\.(\d{4}-\d\d)$/) ?? [];
  [from.value, until.value] = [page.dataset.from, page.dataset.until];
  for (const [field, month] of [[from, first], [until, last]]) {
    if ([...field.options].some(({ value }) => value === month)) field.value = month;
  }
  form.hidden = false;
  form.onchange = show;
  // After an update of the page, data that was loaded before may be out of date.
  new MutationObserver(() => {
    files.clear();
    if (!place.hidden) show({});
  }).observe(page, { childList: true, characterData: true, subtree: true });
  if (first) show({});
})();

// Adds local times, keyboard access to uptime bars, and updates of the open page. Without it, pages show the same facts.
(() => {
  const { intl, zone, yourTime } = document.documentElement.dataset;
  const one = (selector, tree = document) => tree.querySelector(selector);
  const all = (selector, tree = document) => [...tree.querySelectorAll(selector)];

  // An error in one feature does not stop the others.
  const each = (list, work) => {
    for (const item of list) try { work(item) } catch {}
  };

  const copy = (node) => node.cloneNode(true);
  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  // Inserts an element after one of the page, with a space between them for copied text.
  const add = (place, name, text) => {
    const found = one(`:scope > .${name}`, place) ?? document.createElement("span");
    if (!found.className) place.append(" ", found);
    found.className = name;
    say(found, text);
    return found;
  };

  // The error of the visitor's clock in milliseconds, if it is more than a network or a cache can explain.
  let skew = 0;
  const now = () => Date.now() + skew;
  const at = (time) => new Date(time.dateTime);
  const timeOf = (place) => at(one("time", place));

  const day = { day: "numeric", month: "short", year: "numeric" };
  const clock = { hour: "2-digit", minute: "2-digit" };
  const localTime = (place) => {
    const times = place.dateTime ? [place] : all("time", place);
    const tell = (fields, timeZone) => {
      const format = new Intl.DateTimeFormat(intl, { ...fields, timeZone });
      return times.map((time) => format.format(at(time)));
    };
    const both = { ...day, ...clock };
    const dates = (fields) => new Set([...tell(fields), ...tell(fields, zone)]).size;
    // Show only the time if the date is the same as on the page, and the only one.
    const told = tell(dates(day) > 1 ? both : clock).join(" – ");
    const text = dates(both) > times.length ? `(${yourTime.replace("%", told)})` : "";
    if (text || place.lastChild.className) add(place, "local", text);
  };

  // A past time never shows as a future one if the visitor's clock is slow. Only due times may be in the future.
  const ago = (place) => {
    const late = one(".late", place);
    const left = timeOf(place) - now();
    if (late) late.hidden = !(late.previousElementSibling.hidden = left < 0);
    const minutes = Math.round((late ? left : Math.min(left, 0)) / 6e4);
    const size = Math.abs(minutes);
    const [length, unit] = size < 60 ? [1, size ? "minute" : "second"] : size < 2880 ? [60, "hour"] : [1440, "day"];
    // Only "now" is shown as a word: "yesterday" would hide the number of hours.
    const format = new Intl.RelativeTimeFormat(intl, { numeric: size ? "always" : "auto" });
    add(place, "ago", format.format(Math.round(minutes / length), unit));
  };

  const clockwork = () => {
    each(all("[data-ago]"), ago);
    each(all("#stale"), (note) => note.hidden = now() - timeOf(one("#as-of")) <= note.dataset.after * 1e3);
  };

  // A URL fragment in closed `<details>` opens them.
  const reveal = () => {
    each(all("details:has(:target)"), (fold) => fold.open = true);
    each(all("details :target"), (entry) => {
      entry.tabIndex = -1;
      entry.focus();
    });
  };

  // The uptime bar of a component as a slider. `back` is the number of days before today.
  const slider = (days) => {
    const svg = one("svg", days);
    const { width } = svg.viewBox.baseVal;
    const older = document.dir === "rtl" ? -1 : 1;
    const cursor = add(days, "cursor", "");
    if (cursor.choose) return cursor.choose();
    let back, link;
    const choose = (to) => {
      const { today, operational, unknown } = days.closest("[data-today]").dataset;
      const unit = svg.getBoundingClientRect().width / width;
      const count = Math.round(svg.parentNode.clientWidth / unit / 4);
      back = Math.max(0, Math.min(to, count - 1)) || 0;
      const x = width - 3 - back * 4;
      link = all("a", svg).find((link) => Math.round(link.getBBox().x) === x);
      const date = new Date(Date.parse(today) - back * 864e5).toLocaleDateString(intl, { ...day, month: "long", timeZone: "UTC" });
      const isGreen = one("path:not(.unknown)", svg)?.isPointInStroke({ x: x + 1, y: 25 });
      Object.assign(cursor, {
        role: "slider", tabIndex: 0, ariaLabel: svg.ariaLabel, ariaValueMin: 1, ariaValueMax: count, ariaValueNow: count - back,
        ariaValueText: link ? one("title", link).textContent : `${date}: ${isGreen ? operational : unknown}`,
      });
      cursor.style.cssText = `--unit: ${unit}px; --back: ${back * older}`;
    };
    const go = () => {
      if (!link) return cursor.focus({ preventScroll: true });
      location.hash = link.href.baseVal;
      reveal();
    };
    const point = ({ clientX }) => {
      const { left, right } = svg.getBoundingClientRect();
      choose(Math.floor((older > 0 ? right - clientX : clientX - left) / (right - left) * width / 4));
    };
    cursor.choose = () => choose(back);
    choose(0);
    svg.ariaHidden = true;
    svg.onpointermove = point;
    svg.onclick = (event) => {
      event.preventDefault();
      point(event);
      go();
    };
    cursor.onkeydown = (event) => {
      const steps = { ArrowLeft: older, ArrowDown: 1, ArrowRight: -older, ArrowUp: -1, Home: 999, End: -999, Enter: 0, " ": 0 };
      const step = steps[event.key];
      if (step == null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (step) choose(back + step);
      else go();
    };
  };

  const sliders = () => each(all(".days"), slider);

  const copier = (button) => {
    const text = button.textContent;
    button.hidden = !navigator.clipboard;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      say(button, button.dataset.done);
      setTimeout(say, 2e3, button, text);
    };
  };

  const enhance = () => {
    each(all(".period, time[datetime$=Z]:not(.period > time)"), localTime);
    sliders();
    clockwork();
  };

  // The page as last fetched, and its scheduled changes.
  let known;
  let turns;
  const take = (tree) => {
    turns = all(".turn", tree);
    turns.forEach((turn) => turn.remove());
  };
  const isDue = (turn) => new Date(turn.dataset.at) <= now();
  const apply = (turn, tree) => {
    tree.title = turn.dataset.title;
    each([...turn.content.children], (part) => tree.getElementById(part.id).replaceWith(copy(part)));
  };

  // Updates `live` from `old` to `fresh`. Equal parts are not touched.
  const morph = (live, old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (!fresh.tagName) return live.data = fresh.data;
    for (const { name } of [...old.attributes, ...fresh.attributes]) {
      const value = fresh.getAttribute(name);
      if (value === old.getAttribute(name)) continue;
      // A new outage is never in closed `<details>`.
      if (old.matches(".is-operational")) live.closest(".group")?.setAttribute("open", "");
      if (value != null) live.setAttribute(name, value);
      // Keep `<details>` open: a visitor may be reading them.
      else if (name !== "open") live.removeAttribute(name);
    }
    const next = [...fresh.childNodes];
    const pairs = new Map([...old.childNodes].map((node, place) => [node, live.childNodes[place]]));
    // Other code, such as a translator, has changed this part.
    if ([...pairs].some(([node, own]) => node.nodeName !== own?.nodeName)) return live.replaceChildren(...next.map(copy));
    const nodes = next.map((node) => {
      const find = (fits) => [...pairs.keys()].find(fits);
      const twin = find((other) => other.isEqualNode(node))
        ?? find((other) => other.nodeName === node.nodeName && other.id === node.id && !next.some((each) => each.isEqualNode(other)));
      if (!twin) return copy(node);
      const own = pairs.get(twin);
      pairs.delete(twin);
      morph(own, twin, node);
      return own;
    });
    pairs.forEach((own) => own.remove());
    nodes.forEach((node, place) => node === live.childNodes[place] || live.insertBefore(node, live.childNodes[place]));
  };

  const renew = (fresh) => {
    turns = turns.filter((turn) => !isDue(turn) || apply(turn, fresh));
    const stops = all("a:not(svg a), summary, .cursor");
    const focused = stops.indexOf(document.activeElement);
    const top = (part) => part.getBoundingClientRect().top;
    const tops = all("main [id]").map((part) => [part, top(part)]);
    // Keep the stylesheet, because a new one might fail to load.
    for (const part of ["title", "#favicon", ".announcement", "#main", "#made"]) {
      const trees = [document, known, fresh].map((tree) => one(part, tree));
      if (trees.every((part) => part)) morph(...trees);
    }
    known = fresh;
    enhance();
    // Keep focus and scroll position, or move them to the next element.
    if (focused >= 0) stops.slice(focused).find((stop) => stop.isConnected)?.focus({ preventScroll: true });
    const [part, was] = tops.find(([part, top]) => top > 0 && part.isConnected) ?? [];
    if (scrollY && part) scrollBy({ top: top(part) - was, behavior: "instant" });
  };

  let asked = Date.now();
  const refresh = async () => {
    asked = Date.now();
    // Time out before the next request.
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(5e4) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const whole = (tree) => one("[rel=canonical]", tree)?.href + !one("#made", tree);
    // Only the front page has a build time. Other pages have the time of their newest entry.
    const made = (tree) => one("#as-of", tree) ? timeOf(one("#as-of", tree)) : Math.max(...all("main time", tree).map(at).filter((time) => time < now()));
    // Ignore another page, an older one from a cache, and a truncated one.
    if (!answer.ok || answer.redirected || whole(fresh) !== whole() || made(fresh) < made(known)) return;
    const off = Date.parse(answer.headers.get("date")) + answer.headers.get("age") * 1e3 - Date.now();
    skew = Math.abs(off) > 9e4 ? off : 0;
    take(fresh);
    renew(fresh);
  };

  const tick = () => {
    if (Math.abs(Date.now() - asked) > (document.hidden ? 295e3 : 55e3)) refresh().catch(() => {});
    if (turns.some(isDue)) renew(copy(known));
    else clockwork();
  };

  take(document);
  known = copy(document);
  enhance();
  each(all(".copy"), copier);
  for (const event of ["load", "hashchange"]) addEventListener(event, reveal);
  addEventListener("resize", sliders);
  addEventListener("visibilitychange", tick);
  setInterval(tick, 3e4);
  tick();
})();

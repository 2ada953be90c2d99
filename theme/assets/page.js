// Adds to the page what takes a script; without it, the page says everything too.
(() => {
  const { intl, zone, yourTime } = document.documentElement.dataset;
  const one = (selector, tree = document) => tree.querySelector(selector);
  const all = (selector, tree = document) => [...tree.querySelectorAll(selector)];

  // What fails takes nothing else with it.
  const each = (list, work) => {
    for (const item of list) try { work(item) } catch {}
  };

  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };
  // The script's own elements stand behind those of the page.
  const add = (place, name, text) => {
    const found = one(`:scope > .${name}`, place) ?? document.createElement("span");
    if (!found.className) place.append(found);
    found.className = name;
    say(found, text);
    return found;
  };

  // How wrong the visitor's clock is, where that is more than a quarter of an hour.
  let skew = 0;
  const now = () => Date.now() + skew;
  const timeOf = (place) => new Date(one("time", place).dateTime);

  const localTime = (place) => {
    const [from, until] = (place.dateTime ? [place] : all("time", place)).map((time) => new Date(time.dateTime));
    const tell = (options, timeZone) => {
      const format = new Intl.DateTimeFormat(intl, { ...options, timeZone });
      return until ? format.formatRange(from, until) : format.format(from);
    };
    const same = (options) => tell(options) === tell(options, zone);
    const both = { dateStyle: "medium", timeStyle: "short" };
    const text = same(both) ? "" : yourTime.replace("%", tell(same({ dateStyle: "medium" }) ? { timeStyle: "short" } : both));
    if (text || place.lastChild.className) add(place, "local", text);
  };

  const ago = (place) => {
    const minutes = Math.round((timeOf(place) - now()) / 6e4);
    const size = Math.abs(minutes);
    const [length, unit] = size < 60 ? [1, size ? "minute" : "second"] : size < 2880 ? [60, "hour"] : [1440, "day"];
    // Only "now" in words: "yesterday" is not a number of hours.
    const format = new Intl.RelativeTimeFormat(intl, { numeric: size ? "always" : "auto" });
    add(place, "ago", format.format(Math.round(minutes / length), unit));
  };

  const clockwork = () => {
    each(all("[data-ago]"), ago);
    each(all("#stale"), (note) => note.hidden = now() - timeOf(one("#as-of")) <= note.dataset.after * 1e3);
  };

  // The address of an entry in a closed fold opens it.
  const reveal = () => {
    each(all("details:has(:target)"), (fold) => fold.open = true);
    each(all("details :target"), (entry) => {
      entry.tabIndex = -1;
      entry.focus();
    });
  };

  // The squares of a component as one slider; `back` is how many days before today.
  const slider = (days) => {
    const svg = one("svg", days);
    const { width } = svg.viewBox.baseVal;
    const { today, operational, unknown } = days.closest("[data-today]").dataset;
    const older = document.dir === "rtl" ? -1 : 1;
    const cursor = add(days, "cursor", "");
    let back, link;
    const choose = (to) => {
      const unit = svg.getBoundingClientRect().width / width;
      const count = Math.round(svg.parentNode.clientWidth / unit / 4);
      back = Math.max(0, Math.min(to, count - 1));
      const x = width - 3 - back * 4;
      link = all("a", svg).find((link) => Math.round(link.getBBox().x) === x);
      const date = new Date(Date.parse(today) - back * 864e5).toLocaleDateString(intl, { dateStyle: "long", timeZone: "UTC" });
      const isGreen = one(".operational", svg)?.isPointInStroke({ x: x + 1, y: 25 });
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
      if (step == null || event.altKey || event.metaKey) return;
      event.preventDefault();
      if (step) choose(back + step);
      else go();
    };
  };

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
    each(all(".days:not(:has(.cursor))"), slider);
    clockwork();
  };

  // The page as it last came, and what will be true at coming turns.
  let known;
  let turns;
  const take = (tree) => {
    turns = all(".turn", tree);
    turns.forEach((turn) => turn.remove());
  };
  const isDue = (turn) => new Date(turn.dataset.at) <= now();
  const apply = (turn, tree) => {
    tree.title = turn.dataset.title;
    if (turn.dataset.icon) one("#favicon", tree).setAttribute("href", turn.dataset.icon);
    each([...turn.content.children], (part) => {
      const place = tree.getElementById(part.id);
      if (!part.matches(".is-operational")) place.closest(".group")?.setAttribute("open", "");
      place.replaceWith(part.cloneNode(true));
    });
  };

  // Makes `live`, which shows `old`, show `fresh`; what is the same stays untouched.
  const morph = (live, old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (!fresh.tagName) return live.data = fresh.data;
    for (const { name } of [...old.attributes, ...fresh.attributes]) {
      const value = fresh.getAttribute(name);
      if (value === old.getAttribute(name)) continue;
      if (value != null) live.setAttribute(name, value);
      // Somebody may be reading what is in a fold.
      else if (name !== "open") live.removeAttribute(name);
    }
    const copy = (node) => document.importNode(node, true);
    const next = [...fresh.childNodes];
    const pairs = new Map([...old.childNodes].map((node, place) => [node, live.childNodes[place]]));
    // Somebody else has changed this part, such as a translator.
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
    each(["title", "[rel=stylesheet]", "#favicon", "#main", "#made"], (part) => morph(one(part), one(part, known), one(part, fresh)));
    known = fresh;
    enhance();
    // Focus and scroll stay, or go to what is next.
    if (focused >= 0) stops.slice(focused).find((stop) => stop.isConnected)?.focus({ preventScroll: true });
    const [part, was] = tops.find(([part, top]) => top > 0 && part.isConnected) ?? [];
    if (scrollY && part) scrollBy({ top: top(part) - was, behavior: "instant" });
  };

  let asked = Date.now();
  const refresh = async () => {
    asked = Date.now();
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const address = (tree) => one("[rel=canonical]", tree)?.href;
    const made = (tree) => one("#as-of time", tree)?.dateTime ?? "";
    // Not another page, and not an older one out of a cache.
    if (!answer.ok || answer.redirected || address(fresh) !== address() || made(fresh) < made(known)) return;
    const off = Date.parse(answer.headers.get("date")) - Date.now();
    skew = Math.abs(off) > 9e5 ? off : 0;
    take(fresh);
    renew(fresh);
  };

  const tick = () => {
    if (document.hidden) return;
    if (turns.some(isDue)) renew(known.cloneNode(true));
    else clockwork();
    if (Math.abs(Date.now() - asked) > 55e3) refresh().catch(() => {});
  };

  take(document);
  known = document.cloneNode(true);
  enhance();
  each(all(".copy"), copier);
  tick();
  for (const event of ["load", "hashchange"]) addEventListener(event, reveal);
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 3e4);
})();

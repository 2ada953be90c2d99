// Adds to the page what takes a script; without it, the page says everything too.
(() => {
  const { intl, zone, yourTime } = document.documentElement.dataset;
  const all = (selector, tree = document) => [...tree.querySelectorAll(selector)];
  const one = (selector, tree = document) => tree.querySelector(selector);

  // What fails takes nothing else with it.
  const each = (list, work) => list.forEach((item) => {
    try { work(item) } catch {}
  });

  // An element of the script's own, always behind those of the page.
  const extra = (parent, name, tag = "span") => {
    const found = one(`:scope > .${name}`, parent) ?? document.createElement(tag);
    if (!found.className) parent.append(found);
    found.className = name;
    return found;
  };
  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  // The visitor's clock, put right by the host's where it is far off.
  let skew = 0;
  const now = () => Date.now() + skew;

  const DAY = { day: "numeric", month: "short", year: "numeric" };
  const CLOCK = { hour: "2-digit", minute: "2-digit" };
  const localTime = (place) => {
    const [from, until] = [place, ...place.children].filter((time) => time.dateTime).map((time) => new Date(time.dateTime));
    const tell = (options, timeZone) => {
      const format = new Intl.DateTimeFormat(intl, { ...options, timeZone });
      return until ? format.formatRange(from, until) : format.format(from);
    };
    const same = (options) => tell(options) === tell(options, zone);
    const full = { ...DAY, ...CLOCK };
    const text = same(full) ? "" : yourTime.replace("%", tell(same(DAY) ? CLOCK : full));
    if (text || place.lastChild.className) say(extra(place, "local"), text);
  };

  const ago = (place) => {
    const minutes = Math.trunc((new Date(one("time", place).dateTime) - now()) / 6e4);
    const size = Math.abs(minutes);
    const [unit, length] = size < 1 ? ["second", 1] : size < 60 ? ["minute", 1] : size < 2880 ? ["hour", 60] : ["day", 1440];
    // Only "now" in words: "yesterday" is not a number of hours.
    const format = new Intl.RelativeTimeFormat(intl, { numeric: size ? "always" : "auto" });
    say(extra(place, "ago"), format.format(Math.trunc(minutes / length), unit));
  };

  const asOf = (tree) => one("#as-of time", tree)?.dateTime ?? "";
  const clockwork = () => {
    each(all("[data-ago]"), ago);
    each(all("#stale"), (note) => note.hidden = !(now() - new Date(asOf()) > note.dataset.after * 1e3));
  };

  // An anchor in a closed fold opens it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("details")) return;
    for (let fold = target; fold = fold.parentElement?.closest("details");) fold.open = true;
    target.tabIndex = -1;
    target.focus();
  };

  // The squares of a component as a slider, whose day is named in place of the scale.
  const slider = (strip) => {
    const clip = one(".clip", strip);
    const svg = one("svg", clip);
    const { today, operational, unknown } = strip.closest("[data-today]").dataset;
    const cursor = extra(clip, "cursor", "div");
    const mark = extra(cursor, "mark", "i");
    const readout = extra(strip, "readout", "p");
    const set = (name, value) => cursor.setAttribute(name, value);
    const isMirrored = document.dir === "rtl";
    let back = 0;
    let link;

    const slots = () => Math.ceil(svg.viewBox.baseVal.width / 4);
    const shown = () => Math.round(slots() * clip.clientWidth / svg.getBoundingClientRect().width);
    const choose = (days) => {
      const count = shown();
      back = Math.max(0, Math.min(days, count - 1));
      const x = (slots() - 1 - back) * 4;
      link = all("a", svg).find((link) => Math.round(link.getBBox().x) === x);
      const date = new Date(new Date(today) - back * 864e5);
      const isGreen = one(".operational", svg)?.isPointInStroke({ x: x + 1, y: 25 });
      const text = one("title", link ?? mark)?.textContent
        ?? `${date.toLocaleDateString(intl, { ...DAY, month: "long", timeZone: "UTC" })}: ${isGreen ? operational : unknown}`;
      mark.style.insetInlineEnd = `${back / count * 100}%`;
      mark.style.width = `${100 / count}%`;
      say(readout, text);
      set("aria-label", svg.getAttribute("aria-label"));
      set("aria-valuemin", 1);
      set("aria-valuemax", count);
      set("aria-valuenow", count - back);
      set("aria-valuetext", text);
    };
    const name = (yes) => strip.classList.toggle("named", yes);
    const point = ({ clientX }) => {
      const { left, right, width } = clip.getBoundingClientRect();
      choose(Math.floor((isMirrored ? clientX - left : right - clientX) / width * shown()));
      name(true);
    };
    const follow = () => {
      if (!link) return;
      location.hash = link.getAttribute("href");
      reveal();
    };

    svg.ariaHidden = readout.ariaHidden = true;
    cursor.tabIndex = 0;
    set("role", "slider");
    choose(0);
    clip.onpointermove = point;
    clip.onpointerleave = () => name(cursor.matches(":focus"));
    clip.onpointerdown = (event) => {
      point(event);
      if (event.pointerType === "touch") cursor.focus({ preventScroll: true });
    };
    clip.onclick = (event) => {
      event.preventDefault();
      follow();
    };
    cursor.onfocus = () => {
      choose(back);
      name(true);
    };
    cursor.onblur = () => name(false);
    cursor.onkeydown = (event) => {
      const older = isMirrored ? "ArrowRight" : "ArrowLeft";
      const { key } = event;
      if (key === "Enter" || key === " ") follow();
      else if (key === "Home") choose(shown());
      else if (key === "End") choose(0);
      else if (key.startsWith("Arrow")) choose(back + (key === older || key === "ArrowDown" ? 1 : -1));
      else return;
      event.preventDefault();
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

  // The page as it last came, and what it foretells.
  let known;
  let turns;
  let asked = Date.now();

  const take = (tree) => {
    turns = all(".turn", tree);
    turns.forEach((turn) => turn.remove());
    return tree;
  };

  const isDue = (turn) => new Date(turn.dataset.at) <= now();
  const apply = (turn, tree) => {
    tree.title = turn.dataset.title;
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
      // A fold may be being read.
      else if (name !== "open") live.removeAttribute(name);
    }
    const next = [...fresh.childNodes];
    const copy = (node) => document.importNode(node, true);
    const pairs = new Map([...old.childNodes].map((node, place) => [node, live.childNodes[place]]));
    // Something else has changed this part, such as a translator.
    if ([...pairs].some(([node, own]) => node.nodeName !== own?.nodeName)) return live.replaceChildren(...next.map(copy));
    const nodes = next.map((node) => {
      const rest = [...pairs.keys()];
      const twin = rest.find((other) => other.isEqualNode(node))
        ?? rest.find((other) => other.nodeName === node.nodeName && other.id === node.id && !next.some((each) => each.isEqualNode(other)));
      if (!twin) return copy(node);
      const own = pairs.get(twin);
      pairs.delete(twin);
      morph(own, twin, node);
      return own;
    });
    pairs.forEach((node) => node.remove());
    nodes.forEach((node, place) => node === live.childNodes[place] || live.insertBefore(node, live.childNodes[place]));
  };

  const renew = (fresh) => {
    turns = turns.filter((turn) => !isDue(turn) || apply(turn, fresh));
    const stops = all(":is(a, button, summary, [tabindex]):not([tabindex='-1'])");
    const focused = stops.indexOf(document.activeElement);
    const tops = all("main [id]").map((part) => [part, part.getBoundingClientRect().top]).filter(([, top]) => top > 0);
    const scrolled = scrollY;
    each(["[rel=stylesheet]", "#favicon", "#main", "#made"], (part) => morph(one(part), one(part, known), one(part, fresh)));
    if (document.title !== fresh.title) document.title = fresh.title;
    known = fresh;
    enhance();
    // Scroll and focus stay, or go to what is next.
    const [part, top] = tops.find(([part]) => part.isConnected) ?? [];
    if (scrolled && part) scrollBy({ top: part.getBoundingClientRect().top - top, behavior: "instant" });
    if (stops[focused] !== document.activeElement) {
      stops.slice(focused).find((stop) => focused >= 0 && stop.isConnected)?.focus({ preventScroll: true });
    }
  };

  const refresh = async () => {
    asked = Date.now();
    const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(2e4) });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const address = (tree) => one("[rel=canonical]", tree)?.href;
    // Not another page, and not an older one from a slower cache.
    if (!answer.ok || answer.redirected || !one("#main", fresh) || address(fresh) !== address() || asOf(fresh) < asOf(known)) return;
    const off = Date.parse(answer.headers.get("date")) - Date.now();
    skew = Math.abs(off) > 9e5 ? off : 0;
    renew(take(fresh));
  };

  const tick = () => {
    if (document.hidden) return;
    if (turns.some(isDue)) renew(known.cloneNode(true));
    clockwork();
    if (Math.abs(Date.now() - asked) > 55e3) refresh().catch(() => {});
  };

  take(document);
  known = document.cloneNode(true);
  enhance();
  each(all(".copy"), copier);
  each([0], reveal);
  tick();
  addEventListener("hashchange", reveal);
  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 3e4);
})();

// Shows current notices of the status page on another site, in one element of its own. The texts come from
// `embed/notice.json`. Errors never affect the page that loads this script.
(() => {
  const script = document.currentScript;
  const base = script?.src && new URL(".", script.src).href;
  // Run once per status page, even if the page loads the script several times.
  const mark = Symbol.for(base);
  if (!base || window[mark]) return;
  window[mark] = script;
  const { components, position, theme } = script.dataset;
  const only = components?.match(/[^\s,]+/g);

  // The notices that the visitor has hidden. A browser may refuse to store them.
  let memory = {};
  try { memory = sessionStorage } catch {}
  const keyOf = ({ id, kind }) => base + id + kind;
  const hide = (each) => {
    try { memory[keyOf(each)] = 1 } catch { memory = { ...memory, [keyOf(each)]: 1 } }
  };

  // No inline markup, style element or style attribute, so that it works under strict content security policies. Font
  // sizes follow the settings of the visitor, not those of the page.
  const css = `
:host{all:initial!important}
aside{position:fixed;bottom:0;right:0;z-index:2147483647;box-sizing:border-box;width:min(24em,100% - 2em);max-height:calc(100% - 2em);overflow:auto;margin:1em;padding:.5em 1em;display:flex;gap:.5em;border:1px solid #8886;border-radius:12px;background:Canvas;color:CanvasText;color-scheme:light dark;box-shadow:0 4px 24px #0003;font:.9375em/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
[class^=top]{top:0;bottom:auto}
[class$=left]{left:0;right:auto}
div{flex:1}
p{display:flex;gap:.625em;margin:.5em 0}
svg{flex:none;width:1.45em;height:1.45em;fill:currentColor;color:light-dark(#2f63c9,#8fb1f7)}
path+path{fill:none;stroke:Canvas;stroke-width:2.2;stroke-linecap:round}
.degraded{color:light-dark(#8a6100,#e3b341)}
.partial{color:light-dark(#b4490b,#f19a5b)}
.major{color:light-dark(#c0242c,#ff8087)}
a{color:inherit;font-weight:600}
small{display:block;white-space:pre-line;opacity:.8;font-size:.9em}
button{all:unset;margin:.2em;width:1.5em;height:1.5em;font-size:1.25em;line-height:1.5;text-align:center;cursor:pointer}
:focus-visible{outline:2px solid;outline-offset:1px}
@media print{aside{display:none}}`;

  // The outline of each icon and the lines in it. Planned maintenance has the icon for information.
  const disc = "M10 1a9 9 0 1 0 .1 0z";
  const info = [disc, "M10 9v5m0-8v.1"];
  const shapes = {
    degraded: [disc, "m6 8 4 4 4-4"],
    partial: ["m10 1 10 18H0z", "M10 7v5m0 3v.1"],
    major: ["M6 1h8l5 5v8l-5 5H6l-5-5V6z", "m7 7 6 6m0-6-6 6"],
  };

  let told, host, list, shown, asked;

  const add = (place, name, values, text = "") => {
    const space = /svg|path/.test(name) ? "2000/svg" : "1999/xhtml";
    const made = document.createElementNS(`http://www.w3.org/${space}`, name);
    for (const key in values) made.setAttribute(key, values[key]);
    made.textContent = text;
    place.append(made);
    return made;
  };

  const make = () => {
    host = document.createElement("div");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const box = add(root, "aside", { class: position, lang: told.language, dir: told.direction, "aria-label": told.label });
    box.style.colorScheme = theme ?? "";
    list = add(box, "div", { role: "status" });
    add(box, "button", { "aria-label": told.hide }, "×").onclick = () => {
      shown.forEach(hide);
      host.remove();
    };
  };

  const fill = () => {
    list.textContent = "";
    for (const { kind, title, state, about, path } of shown) {
      const line = add(list, "p");
      const svg = add(line, "svg", { class: kind, viewBox: "0 0 20 20", "aria-hidden": true });
      for (const d of shapes[kind] ?? info) add(svg, "path", { d });
      const text = add(line, "span");
      const { href } = new URL(path, base);
      add(text, "a", { href: href.startsWith(base) ? href : base, target: "_blank", rel: "noopener", dir: "auto" }, title);
      add(text, "small", {}, `${state}\n${about}`);
    }
  };

  const draw = () => {
    const made = Date.parse(told.made);
    // If the clock is earlier than the build, it is wrong.
    const now = Math.max(Date.now(), made);
    const isFresh = !(now - made > told.stale_after * 1e3);
    const before = JSON.stringify(shown);
    shown = told.notices.filter((each) => isFresh
      && !(now < Date.parse(each.from)) && !(now >= Date.parse(each.until))
      && (!only || !each.components[0] || each.components.some((id) => only.includes(id)))
      && !memory[keyOf(each)]);
    if (!shown.length) return host?.remove();
    if (!host) make();
    if (!host.isConnected) {
      // Screen readers announce content that is added to an existing live region.
      list.textContent = "";
      document.body.append(host);
      shown = 0;
      setTimeout(tick, 100);
    } else if (before !== JSON.stringify(shown)) fill();
  };

  const tick = async () => {
    try {
      if (!document.hidden && !(performance.now() - asked < 115e3)) {
        asked = performance.now();
        const answer = await fetch(`${base}embed/notice.json`, {
          cache: "no-cache", credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(2e4),
        });
        const fresh = await answer.json();
        // Ignore an older file from a cache, and anything else that a host may send instead.
        if (fresh.made >= (told?.made ?? "")) told = fresh;
      }
    } catch {}
    try { draw() } catch {}
  };

  document.addEventListener("visibilitychange", tick);
  setInterval(tick, 3e4);
  if (document.body) tick();
  else addEventListener("DOMContentLoaded", tick);
})();

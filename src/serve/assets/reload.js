// Reloads the page after each successful build, and shows the report of a failed build.
(() => {
  "use strict";
  const version = new URL(document.currentScript.src).search.slice(1);
  let notice = null;

  function dismiss() {
    notice?.remove();
    notice = null;
  }

  function element(name, text) {
    const created = document.createElement(name);
    created.textContent = text;
    return created;
  }

  function loadStyle() {
    const href = "/_allgreen/reload.css";
    if (document.querySelector(`link[href="${href}"]`)) return;
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    document.head.append(link);
  }

  function show(report) {
    dismiss();
    loadStyle();
    notice = document.createElement("div");
    notice.className = "allgreen-notice";
    notice.setAttribute("role", "alert");
    const button = element("button", "Dismiss");
    button.type = "button";
    button.addEventListener("click", dismiss);
    notice.append(element("strong", "The last build failed; this page is out of date"), button, element("pre", report));
    document.body.append(notice);
  }

  new EventSource("/_allgreen/events").addEventListener("state", (event) => {
    const state = JSON.parse(event.data);
    const waiting = document.body.classList.contains("allgreen-waiting");
    if (state.version !== version) location.reload();
    else if (waiting && state.error !== null) document.querySelector("pre").textContent = state.error;
    else if (state.error === null) dismiss();
    else show(state.error);
  });
})();

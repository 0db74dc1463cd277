"use strict";
(() => {
  const form = document.getElementById("controls");
  const main = document.getElementById("findings");
  const nothing = main.querySelector(".nothing");
  const topics = [...main.querySelectorAll(".topic")].map((element, at) => ({
    element,
    at,
    severity: Number(element.dataset.severity),
    newest: element.dataset.newest || "",
    sources: Number(element.dataset.sources),
    title: element.dataset.title,
    cards: [...element.querySelectorAll(".finding")].map((card) => ({
      element: card,
      verdict: card.dataset.verdict,
      outlets: card.dataset.outlets.split(" "),
      from: card.dataset.from || "",
      to: card.dataset.to || "",
    })),
  }));
  const cards = topics.flatMap((topic) => topic.cards);
  if (cards.length === 0) return;

  // Spellings that a reader takes for one: case, accents, vowel signs, forms of alef, final ya and ta, digits.
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\p{M}\u0640\p{Cf}]/gu, "")
      .toLowerCase()
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647")
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
      .replace(/\s+/g, " ");
  const text = (topic, card) => (card.text ??= folded(topic.title + " " + card.element.textContent));

  const orders = {
    "": (a, b) => b.severity - a.severity || a.at - b.at,
    newest: (a, b) => (a.newest < b.newest) - (a.newest > b.newest) || a.at - b.at,
    sources: (a, b) => b.sources - a.sources || a.at - b.at,
    title: (a, b) => a.title.localeCompare(b.title) || a.at - b.at,
  };
  let order = "";

  const state = () => {
    const values = new URLSearchParams();
    const data = new FormData(form);
    const boxes = form.querySelectorAll("[name=verdict]");
    const chosen = data.getAll("verdict");
    if (chosen.length < boxes.length) values.set("verdict", chosen.join(" "));
    for (const name of ["q", "topic", "outlet", "from", "to", "sort"]) {
      if (data.get(name)) values.set(name, data.get(name));
    }
    return values;
  };

  const apply = () => {
    const values = state();
    const terms = folded(values.get("q") || "").split(" ").filter(Boolean);
    const verdicts = values.has("verdict") ? values.get("verdict").split(" ") : null;
    const topicId = values.get("topic");
    const outlet = values.has("outlet") ? form.elements.outlet.selectedOptions[0].dataset.at : null;
    const [from, to] = [values.get("from"), values.get("to")];
    let found = 0;
    for (const topic of topics) {
      let shown = 0;
      for (const card of topic.cards) {
        const fits =
          (!topicId || topic.element.dataset.topic === topicId) &&
          (!verdicts || verdicts.includes(card.verdict)) &&
          (outlet === null || card.outlets.includes(outlet)) &&
          (!from || (card.to && card.to >= from)) &&
          (!to || (card.from && card.from <= to)) &&
          terms.every((term) => text(topic, card).includes(term));
        card.element.hidden = !fits;
        if (fits) shown += 1;
      }
      topic.element.hidden = shown === 0;
      found += shown;
    }
    const wanted = values.get("sort") || "";
    if (wanted !== order) {
      order = wanted;
      main.append(...[...topics].sort(orders[order] || orders[""]).map((topic) => topic.element), nothing);
    }
    nothing.hidden = found > 0;
    const all = cards.length;
    form.elements.found.textContent =
      found === all ? `${all} ${all === 1 ? "finding" : "findings"}` : `${found} of ${all} findings`;
    return values;
  };

  // The filters stand in the address, so that a view can be kept and sent.
  const changed = () => {
    const values = apply().toString();
    try {
      history.replaceState(null, "", values ? "#" + values : location.pathname + location.search);
    } catch {
      // A page that was opened from some places may not change its address.
    }
  };

  const restore = (values) => {
    form.reset();
    for (const name of ["q", "topic", "outlet", "from", "to", "sort"]) {
      if (values.has(name)) form.elements[name].value = values.get(name);
    }
    if (values.has("verdict")) {
      const chosen = values.get("verdict").split(" ");
      for (const box of form.querySelectorAll("[name=verdict]")) box.checked = chosen.includes(box.value);
    }
    apply();
  };

  const arrive = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      restore(new URLSearchParams(hash));
      return;
    }
    const target = hash && document.getElementById(decodeURIComponent(hash));
    if (!target) return;
    const card = target.closest(".finding");
    if (card && (card.hidden || card.closest(".topic").hidden)) restore(new URLSearchParams());
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView({ block: "start" });
    if (card) card.focus({ preventScroll: true });
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(changed);
  });
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", arrive);

  const step = (by) => {
    // To ask each card whether it is visible would lay the page out for each.
    const shown = [...main.querySelectorAll(".topic:not([hidden]) > .finding:not([hidden])")];
    if (shown.length === 0) return;
    const here = shown.indexOf(document.activeElement?.closest(".finding"));
    const next = here < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(here + by, 0), shown.length - 1);
    shown[next].focus({ preventScroll: true });
    shown[next].scrollIntoView({ block: "start" });
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      form.elements.q.focus();
      form.elements.q.select();
    } else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
  });

  // What is folded is printed too.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  form.hidden = false;
  apply();
  arrive();
})();

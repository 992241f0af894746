/// The page's script: tabs, language, theme, filters, deep links. Plain JavaScript of today's browsers, read as it
/// stands; the page's policy names its hash.
enum HTMLScript {
    static let text = #"""
        (() => {
          "use strict";
          const root = document.documentElement;
          // From here on, one page is shown at a time.
          root.classList.add("js");

          const all = (selector, from = document) => [...from.querySelectorAll(selector)];
          const on = (type, selector, act) =>
            document.addEventListener(type, event => {
              const hit = event.target.closest && event.target.closest(selector);
              if (hit) act(hit, event);
            });
          const press = (button, isPressed) => button.setAttribute("aria-pressed", isPressed);
          const isPressed = button => button.getAttribute("aria-pressed") === "true";

          // Language: the page is written in one, the texts of the other lie at its end, each once. `order` says which
          // of them stands for each text of the page; a text that is copied later takes its number along.
          const written = "i, tspan, b.badge:not(.same)";
          const numbers = new Map();
          const nodes = new Map();
          let others = [];
          function readTexts() {
            let order;
            [others, order] = JSON.parse(document.getElementById("texts").textContent);
            let next = 0;
            all(written).forEach((element, index) => numbers.set(element, order[index] ? order[index] - 1 : next++));
          }
          // Text in which backticks stand around code.
          function parts(text) {
            return text.split("`").map((part, index, { length }) => {
              if (index % 2 === 0) return part;
              if (index === length - 1) return "`" + part;
              const code = document.createElement("code");
              code.textContent = part;
              return code;
            });
          }
          function setLanguage(language) {
            if (language !== root.lang) {
              for (const [element, number] of numbers) {
                const now = [...element.childNodes];
                element.replaceChildren(...(nodes.get(element) || parts(others[number])));
                nodes.set(element, now);
              }
              texts = new WeakMap();
              all(".filter").map(listOf).forEach(filter);
            }
            root.lang = language;
            for (const element of all("[data-en]")) element.textContent = element.getAttribute("data-" + language);
            for (const button of all("[data-language]")) press(button, button.dataset.language === language);
          }
          // A copy whose texts change their language with the others.
          function copy(part) {
            const made = part.cloneNode(true);
            const from = all(written, part);
            all(written, made).forEach((element, index) => {
              numbers.set(element, numbers.get(from[index]));
              const other = nodes.get(from[index]);
              if (other) nodes.set(element, other.map(node => (node.cloneNode ? node.cloneNode(true) : node)));
            });
            return made;
          }
          on("click", "[data-language]", button => setLanguage(button.dataset.language));

          // Theme: that of the system until the switch is used.
          const system = matchMedia("(prefers-color-scheme: dark)");
          const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
          const showTheme = () => all("[data-theme-switch]").forEach(button => press(button, isDark()));
          on("click", "[data-theme-switch]", () => {
            root.dataset.theme = isDark() ? "light" : "dark";
            showTheme();
          });
          system.addEventListener("change", showTheme);

          // Pages and deep links.
          let tabs = [];
          let panels = [];
          function showPanel(panel) {
            for (const other of panels) other.classList.toggle("current", other === panel);
            for (const tab of tabs) {
              const isCurrent = tab.hash === "#" + panel.id;
              tab.setAttribute("aria-selected", isCurrent);
              tab.tabIndex = isCurrent ? 0 : -1;
              if (isCurrent) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
            }
          }
          function follow() {
            const target = document.getElementById(location.hash.slice(1));
            if (target && target.id === "main") return target.focus();
            if (!panels.length) return;
            const panel = (target && target.closest(".panel")) || panels[0];
            showPanel(panel);
            if (!target || target === panel) return scrollTo(0, 0);
            if (target.closest("[data-off]")) clear(listOf(target));
            for (let part = target; part; part = part.parentElement) {
              if (part.localName === "details") part.open = true;
            }
            target.scrollIntoView();
            const summary = target.querySelector("summary, td a");
            if (summary) summary.focus({ preventScroll: true });
          }
          function setUpTabs() {
            panels = all(".panel");
            const list = document.querySelector(".tabs");
            // A page of one part has none.
            if (!list) return;
            list.setAttribute("role", "tablist");
            tabs = all("a", list);
            for (const tab of tabs) {
              tab.setAttribute("role", "tab");
              tab.setAttribute("aria-controls", tab.hash.slice(1));
            }
            for (const panel of panels) panel.setAttribute("role", "tabpanel");
            list.addEventListener("keydown", event => {
              const step = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length }[event.key];
              const here = tabs.indexOf(document.activeElement);
              if (!step || here === -1) return;
              event.preventDefault();
              const isEnd = event.key === "Home" || event.key === "End";
              const next = isEnd
                ? Math.max(0, Math.min(tabs.length - 1, here + step))
                : (here + step + tabs.length) % tabs.length;
              // Following the link would take the focus from the tab.
              history.pushState(null, "", tabs[next].hash);
              follow();
              tabs[next].focus();
            });
          }
          // A link to where one is already is followed again: a filter may hide its target by now.
          on("click", "a[href^='#']", link => {
            if (link.getAttribute("href") === location.hash) follow();
          });
          addEventListener("hashchange", follow);

          // What a rule says stands in the page once, and is put below its other findings when they are opened. Those
          // that are open from the start tell it while the page is still read: its texts must be counted before.
          let isRead = false;
          function fill(item) {
            for (const place of all(".same", item)) {
              const text = document.getElementById(place.dataset.of);
              for (const old of all(written, place)) numbers.delete(old);
              if (text) place.replaceChildren(...all(":scope > *", text).map(copy));
              place.classList.remove("same");
            }
          }
          document.addEventListener("toggle", event => {
            if (isRead && event.target.open) fill(event.target);
          }, true);

          // Filters: each list has its own. It is a panel of items or a table.
          const listOf = part => part.closest(".listing") || part.closest(".panel");
          const itemsOf = list => (list.matches(".listing") ? [...list.querySelector("tbody").rows] : all(".item", list));
          let texts = new WeakMap();
          function textOf(item) {
            if (!texts.has(item)) texts.set(item, item.textContent.toLowerCase());
            return texts.get(item);
          }
          function wanted(list) {
            const wishes = {};
            const add = (key, value) => (wishes[key] = wishes[key] || []).push(value);
            for (const chip of all(".chip", list)) if (isPressed(chip)) add(chip.dataset.key, chip.dataset.value);
            for (const choice of all("select", list)) if (choice.value) add(choice.dataset.key, choice.value);
            const words = list.querySelector("input[type=search]").value.toLowerCase().split(/\s+/).filter(Boolean);
            return { wishes, words };
          }
          function matches(item, { wishes, words }) {
            for (const key of Object.keys(wishes)) {
              const values = item.dataset[key].split(" ");
              if (!wishes[key].some(value => values.includes(value))) return false;
            }
            return words.every(word => textOf(item).includes(word));
          }
          function filter(list) {
            const wish = wanted(list);
            const isAny = wish.words.length + Object.keys(wish.wishes).length > 0;
            const items = itemsOf(list);
            let count = 0;
            for (const item of items) {
              const isShown = !isAny || matches(item, wish);
              item.toggleAttribute("data-off", !isShown);
              if (isShown) count += 1;
            }
            for (const group of all(".group", list)) {
              group.toggleAttribute("data-off", isAny && !group.querySelector(".item:not([data-off])"));
            }
            for (const place of all("[data-shown]", list)) place.textContent = count;
            list.querySelector(".nothing").hidden = count > 0 || items.length === 0;
            list.querySelector("[data-clear]").hidden = !isAny;
          }
          function clear(list) {
            for (const chip of all(".chip", list)) press(chip, false);
            for (const field of all("select, input[type=search]", list)) field.value = "";
            filter(list);
          }
          on("click", ".chip", chip => {
            press(chip, !isPressed(chip));
            filter(listOf(chip));
          });
          on("input", ".filter input", field => filter(listOf(field)));
          on("change", ".filter select", field => filter(listOf(field)));
          on("click", "[data-clear]", button => {
            const list = listOf(button);
            clear(list);
            list.querySelector("input[type=search]").focus();
          });
          const openAll = (panel, isOpen) =>
            all(".item:not([data-off])", panel).forEach(item => (item.open = isOpen));
          on("click", "[data-expand]", button => openAll(button.closest(".panel"), true));
          on("click", "[data-collapse]", button => openAll(button.closest(".panel"), false));

        """#
        + HTMLSortScript.text + #"""


              // Paper shows everything; afterwards things are as they were.
              let opened = [];
              addEventListener("beforeprint", () => {
                opened = all("details:not([open])");
                for (const part of opened) part.open = true;
              });
              addEventListener("afterprint", () => {
                for (const part of opened) part.open = false;
                opened = [];
              });
              on("click", "[data-print]", () => print());

              addEventListener("DOMContentLoaded", () => {
                setUpTabs();
                readTexts();
                isRead = true;
                all("details[open]").forEach(fill);
                setLanguage(root.lang);
                setUpSorting();
                showTheme();
                follow();
              });
            })();
            """#
}

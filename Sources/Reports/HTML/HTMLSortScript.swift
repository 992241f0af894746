/// The part of the page's script that puts the rows of tables in order. Without it they are plain tables: the buttons
/// are made here, not written.
enum HTMLSortScript {
    static let text = #"""
          // Tables: a press on the title of a column puts the rows in its order, another one turns it round. What has
          // no value stands last either way.
          const words = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
          function setUpSorting() {
            for (const title of all("th[data-sort]")) {
              const button = document.createElement("button");
              button.type = "button";
              button.className = "sort";
              button.append(...title.childNodes);
              title.append(button);
            }
          }
          function sort(title) {
            const isNumber = title.dataset.sort === "number";
            const now = title.getAttribute("aria-sort");
            const isDown = now ? now === "ascending" : isNumber;
            for (const other of title.parentElement.cells) other.removeAttribute("aria-sort");
            title.setAttribute("aria-sort", isDown ? "descending" : "ascending");
            const body = title.closest("table").tBodies[0];
            const rows = [...body.rows].map(row => {
              const cell = row.cells[title.cellIndex];
              const text = cell.dataset.value === undefined ? cell.textContent : cell.dataset.value;
              return { row, isEmpty: text === "", value: isNumber ? Number(text) : text };
            });
            const turn = isDown ? -1 : 1;
            rows.sort((a, b) =>
              a.isEmpty || b.isEmpty
                ? a.isEmpty - b.isEmpty
                : turn * (isNumber ? a.value - b.value : words.compare(a.value, b.value)));
            const sorted = document.createDocumentFragment();
            for (const { row } of rows) sorted.append(row);
            body.append(sorted);
          }
          on("click", "button.sort", button => sort(button.parentElement));
        """#
}

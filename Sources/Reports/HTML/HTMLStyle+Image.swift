/// Tables that are sorted and filtered, and the drawing of an image's layers.
extension HTMLStyle {
    static let image = """
        .image + .image { border-top: 1px solid var(--line); margin-top: 2.5rem; }
        .image > h4 { font-size: 1.05rem; margin: 2.25rem 0 .6rem; scroll-margin-top: 6rem; }
        .image > h4 .count { font-weight: 400; }
        .image .facts { margin: .5rem 0 1.25rem; gap: .75rem 2rem; }
        .image .facts dd + dd { font-size: .875rem; color: var(--quiet); }
        .image .whole { flex-basis: 100%; }
        .jump { display: flex; flex-wrap: wrap; gap: .3rem 1.25rem; padding: 0; list-style: none; font-size: .9375rem; }
        .warning + .warning, .warning + .listing, .quiet + .warning { margin-top: .75rem; }
        .warning ul { padding-left: 1.2rem; font-size: .9rem; }

        .chip.plain::before { content: none; }
        .listing { margin-top: .75rem; }
        .listing .filter { margin-bottom: .6rem; }
        .listing .nothing { padding: 1rem; }
        .listing .scroll { margin-top: 0; max-height: 38rem; overflow: auto; }
        .listing thead th { position: sticky; top: 0; z-index: 1; background: var(--card); box-shadow: inset 0 -1px var(--line); }
        .listing :is(tbody th, td) { vertical-align: top; }
        .listing tbody th { min-width: 8rem; }
        .listing td { min-width: 4.5rem; }
        .listing td.n { min-width: 0; }
        .listing .path { display: block; min-width: 14rem; }
        .listing .more { display: block; font-size: .8125rem; font-weight: 400; color: var(--quiet); max-width: 26rem; }
        .listing tbody tr:hover { background: var(--soft); }
        .sort { font: inherit; color: inherit; background: none; border: 0; padding: 0; min-height: 0; white-space: nowrap; text-align: inherit; }
        .sort:hover { background: none; color: var(--ink); text-decoration: underline; text-underline-offset: .2em; }
        .sort::after { content: "↕"; margin-left: .35em; font-size: .85em; opacity: .6; }
        [aria-sort] .sort { color: var(--ink); }
        [aria-sort="ascending"] .sort::after { content: "▲"; opacity: 1; }
        [aria-sort="descending"] .sort::after { content: "▼"; opacity: 1; }

        .layers-figure { padding: 1rem; }
        .layers { display: block; }
        .layers text {
          fill: var(--ink); font-size: 12px;
          font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono",
            "Noto Sans Mono CJK JP", monospace;
        }
        .layers .word { font-family: inherit; }
        .layers .quiet { fill: var(--quiet); }
        .layers .strong { font-weight: 650; }
        .layers .rest { fill: var(--soft); }
        .layers .own { fill: var(--brand); }
        .layers .base { fill: var(--base-layer); }
        .layers :is(.needless-ground, .hidden-ground) { fill: var(--card); }
        .layers .needless-line { fill: var(--medium); }
        .layers .hidden-line { fill: var(--not-met); }
        .layers .part { stroke: var(--quiet); stroke-width: .5; }
        .layers :is(.middle, .narrow) { display: none; }
        .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; padding: 0; list-style: none; }
        .legend li { display: flex; align-items: center; gap: .45rem; }
        .swatch { flex: none; }
        .weights td { border-top: 0; padding: .12rem .7rem; vertical-align: middle; }
        .weights tr:first-child td { padding-top: .5rem; }
        .weights tr:last-child td { padding-bottom: .5rem; }
        .weights thead :is(th, td) { border-bottom: 1px solid var(--line); }
        .weights .meter { margin: 0; display: block; }
        .weights code { white-space: pre-wrap; }
        .weights td:last-child { white-space: normal; min-width: 16rem; width: 100%; }
        @media (max-width: 64rem) { .layers .wide { display: none; } .layers .middle { display: inline; } }
        @media (max-width: 40rem) {
          .layers .middle, .layers .end { display: none; }
          .layers .narrow { display: inline; }
          .layers-figure { padding: .6rem; }
          .listing .scroll { max-height: 32rem; }
          .weights .share { display: none; }
          .weights td, .weights th { padding-left: .4rem; padding-right: .4rem; }
        }
        @media print {
          .listing .scroll { max-height: none; overflow: visible; }
          .listing thead th { position: static; }
          .listing table { font-size: 7.5pt; }
          .listing :is(td, th) { min-width: 0; padding: .2rem .35rem; }
          .listing .path { min-width: 0; }
          .listing thead th, .listing .sort { white-space: normal; }
          .sort::after, .jump { display: none; }
          .layers, .swatch { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}

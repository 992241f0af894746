/// The drawings of workloads, and how everything looks on paper.
extension HTMLStyle {
    static let pictures = """
        .halves { display: grid; grid-template-columns: minmax(0, 34rem) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
        .halves > div { display: grid; gap: 1rem; }
        .workload + .workload { border-top: 1px solid var(--line); margin-top: 2rem; }
        figure { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 1rem; }
        figcaption { font-size: .875rem; color: var(--quiet); margin-top: .6rem; }
        .picture { width: 100%; height: auto; display: block; }
        .picture text {
          fill: var(--ink); font-size: 12px;
          font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono",
            "Noto Sans Mono CJK JP", monospace;
        }
        .picture .word { font-size: 12.5px; font-family: inherit; }
        .picture .strong, .picture .name { font-weight: 650; }
        .picture .quiet { fill: var(--quiet); }
        .picture .note { fill: var(--quiet); font-size: 11.5px; }
        .picture .base { fill: var(--link); }
        .picture .good { fill: var(--met); font-weight: 600; }
        .picture .bad { fill: var(--not-met); font-weight: 600; }
        .picture .card { fill: var(--soft); stroke: var(--line); stroke-width: 1; }
        .picture .final { fill: var(--card); stroke: var(--brand); stroke-width: 2; }
        .picture .unused { fill: none; stroke: var(--quiet); stroke-dasharray: 4 3; }
        .picture .source { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
        .picture path { fill: none; stroke-width: 1.4; }
        .picture .flow { stroke: var(--quiet); }
        .picture .lane { stroke: var(--brand); }
        .picture .start, .picture .signal { stroke: var(--ink); }
        .picture .process { fill: var(--card); stroke: var(--ink); stroke-width: 1.2; }
        .picture .lost { stroke: var(--quiet); stroke-dasharray: 4 3; }
        .picture .stop { stroke: var(--not-met); stroke-width: 2.6; }
        .picture .tip { stroke: none; }
        .picture .tip.flow, .picture .tip.lost { fill: var(--quiet); }
        .picture .tip.lane { fill: var(--brand); }
        .picture .tip.signal { fill: var(--ink); }
        .pair { margin-right: .9rem; white-space: nowrap; }
        .small { font-size: .875rem; }
        .small th, .small td { padding: .3rem .4rem; }
        .small tbody th { min-width: 0; }
        .small .badge { font-size: .75rem; }
        .small thead th, .small thead .badge { white-space: normal; vertical-align: bottom; }
        .alt ol, .alt ul { padding-left: 1.3rem; font-size: .9rem; }
        @media (max-width: 62rem) { .halves { grid-template-columns: minmax(0, 1fr); } }
        @media (max-width: 40rem) { figure { padding: .6rem; } .small thead .badge i { font-size: .6875rem; } .small .badge::before { display: none; } }
        """

    static let paper = """
        @media print {
          @page { margin: 16mm 14mm; }
          html { font-size: 9.5pt; }
          body { background: none; }
          .top { position: static; border: 0; }
          .bar { padding: 0; max-width: none; }
          h1 { font-size: 1.5rem; margin-bottom: 1rem; }
          .switches, .tabs, .filter, .nothing, .skip { display: none; }
          .js .panel:not(.current) { display: block; }
          main, footer { max-width: none; padding: 0; }
          .panel + .panel { break-before: page; }
          h2, h3, h4, summary, .label { break-after: avoid; }
          .first li, .tiles li, .src, tr, .criteria > li, .picture, figure { break-inside: avoid; }
          details::details-content { content-visibility: visible; block-size: auto; }
          .item > summary::after { display: none; }
          .item > summary { padding-right: .9rem; }
          .scroll { overflow: visible; }
          .halves { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1rem; }
          a { color: inherit; }
          .links a { font-size: 0; }
          .links a::after { content: attr(href); font-size: 8.5pt; }
          mark, .meter, .badge, .edge, .src, .picture { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}

/// The drawings of how a system hangs together, and their tables.
extension HTMLStyle {
    static let system = """
        .scenes { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; align-items: start; }
        .scenes > .group > .scenes { grid-template-columns: minmax(0, 1fr); }
        .scenes figcaption { margin: 0 0 .6rem; font-weight: 600; }
        .system { max-width: 30rem; margin: 0 auto; }
        .picture.system .name { font-size: 12.5px; }
        .picture.system .quiet { font-size: 11px; }
        .picture.system .found { fill: var(--tone); font-size: 11.5px; font-weight: 600; }
        .picture .mark { fill: var(--tone); }
        .picture .near { stroke: transparent; stroke-width: 7; pointer-events: stroke; }
        .picture .near:hover { stroke: var(--brand); stroke-width: 3; }
        .picture a:hover .found { text-decoration: underline; }
        .picture a:hover .card { fill: var(--card); }
        .picture a:focus-visible { outline: none; }
        .picture a:focus-visible .card { stroke: var(--focus); stroke-width: 3; }
        :is(.group, .scenes) + .alt { margin-top: 2rem; }
        .links-of :is(td, tbody th) { white-space: normal; min-width: 9rem; }
        .links-of ul { padding: 0; list-style: none; display: grid; gap: .3rem; }
        .links-of tr:target { background: var(--soft); box-shadow: inset 4px 0 0 var(--focus); }
        @media (max-width: 48rem) { .scenes { grid-template-columns: minmax(0, 1fr); } .system { max-width: none; } }
        @media (max-width: 40rem) {
          .links-of :is(thead, tbody, tr, th, td) { display: block; }
          .links-of thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .links-of tr { padding: .4rem 0; }
          .links-of tr + tr { border-top: 1px solid var(--line); }
          .links-of :is(td, tbody th) { border: 0; padding: .1rem .6rem; }
        }
        @media print { .panel > .scenes, .panel > .group > .scenes { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
        """
}

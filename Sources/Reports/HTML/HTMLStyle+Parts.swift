import Basics

/// The parts that pages are made of: badges, cards, lists, tables.
extension HTMLStyle {
    static let parts = """
        .i { width: 1em; height: 1em; flex: none; vertical-align: -.12em; }
        .badge {
          display: inline-block; white-space: nowrap; font-size: .8125rem; font-weight: 600; line-height: 1.5;
        }
        .critical { --tone: var(--critical); } .high { --tone: var(--high); } .medium { --tone: var(--medium); }
        .low { --tone: var(--low); } .style { --tone: var(--style); }
        .met { --tone: var(--met); } .partly { --tone: var(--partly); } .not-met { --tone: var(--not-met); }
        .not-applicable { --tone: var(--not-applicable); } .unknown { --tone: var(--unknown); }
        .badge { color: var(--tone); }
        .edge { border-left: 4px solid var(--tone); }
        .label { font-size: .8125rem; font-weight: 600; color: var(--quiet); }
        .place, :is(.evidence, .related) > li > code, .silenced p > code:last-child { color: var(--quiet); }

        .names { font-size: 1.1rem; margin-bottom: .35rem; }
        .facts { display: flex; flex-wrap: wrap; gap: .75rem 2.25rem; margin: 1rem 0 2rem; }
        .facts dt { font-size: .8125rem; color: var(--quiet); }
        .facts dd { font-variant-numeric: tabular-nums; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .6rem; padding: 0; list-style: none; }
        .tiles li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; padding: .6rem .9rem; }
        .tiles b:first-child { display: block; font-size: 1.75rem; line-height: 1.2; font-variant-numeric: tabular-nums; font-weight: 600; }
        .tiles .none b:first-child { color: var(--quiet); font-weight: 400; }
        .tiles + .quiet { margin-top: .5rem; }
        .first { padding: 0; list-style: none; display: grid; gap: .5rem; margin-bottom: .75rem; }
        .first li { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; padding: .65rem .9rem; }
        .task { font-weight: 600; }
        .task .badge { margin-right: .35rem; }
        .first p + p { color: var(--quiet); font-size: .9375rem; margin-top: .15rem; }
        .limits { padding-left: 1.2rem; }

        .scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 6px; margin-top: .75rem; }
        table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
        th, td { text-align: left; padding: .45rem .7rem; border-top: 1px solid var(--line); vertical-align: baseline; }
        thead th { border-top: 0; font-size: .8125rem; color: var(--quiet); white-space: nowrap; overflow-wrap: normal; }
        tbody th { font-weight: 500; min-width: 13rem; }
        td { white-space: nowrap; }
        thead .badge::before { display: block; margin: 0 -2px 1px auto; }
        .coverage thead :is(th, .badge) { white-space: normal; }
        .coverage thead .n { max-width: 6.5rem; }
        .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .zero { color: var(--quiet); }
        .scroll + .limits { margin-top: .6rem; }
        .sheet td:not(.n) { white-space: normal; }
        .sheet td p + p { margin-top: .35rem; }
        tr.total :is(th, td) { font-weight: 650; border-top: 2px solid var(--line); }
        .sum { margin-top: 1rem; font-size: 1.05rem; }
        .warning { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--medium); border-radius: 6px; padding: .6rem .9rem; }
        tr.set th { font-weight: 650; }
        tr.part th { padding-left: 1.9rem; }
        .part-of { white-space: nowrap; font-variant-numeric: tabular-nums; }
        .meter { width: 4.5rem; height: .5rem; margin-right: .6rem; vertical-align: .05em; }
        .meter .rest { fill: var(--line); } .meter .done { fill: var(--brand); }

        .filter { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem .9rem; margin-bottom: 1rem; display: grid; gap: .6rem; }
        .row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
        .filter label { display: grid; gap: .15rem; font-size: .8125rem; color: var(--quiet); min-width: 0; }
        .filter select { max-width: 100%; }
        .find { flex: 1 1 14rem; }
        .chip { display: inline-flex; align-items: center; gap: .4em; border-radius: 99px; }
        .chip .count { margin: 0; }
        .status { margin-left: auto; font-size: .875rem; color: var(--quiet); align-self: center; }
        .actions { display: flex; flex-wrap: wrap; gap: .4rem; }
        .nothing { padding: 2rem; text-align: center; color: var(--quiet); }

        .group > h3 { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
        .calm { color: var(--quiet); }
        .item { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; margin: .5rem 0; }
        .item > summary { cursor: pointer; list-style: none; padding: .6rem 2.4rem .6rem .9rem; display: grid; grid-template-columns: 6.2rem minmax(0, 1fr); gap: .1rem .75rem; position: relative; }
        html:lang(ja) .item > summary { grid-template-columns: 5.2rem minmax(0, 1fr); }
        .question > summary, html:lang(en) .question > summary { grid-template-columns: 8.2rem minmax(0, 1fr); }
        .item > summary::-webkit-details-marker { display: none; }
        .item > summary::after {
          content: ""; position: absolute; right: 1.1rem; top: 1.05rem; width: .5rem; height: .5rem;
          border: solid var(--quiet); border-width: 0 2px 2px 0; transform: rotate(45deg);
        }
        .item[open] > summary::after { transform: rotate(225deg); top: 1.25rem; }
        .item > summary:hover { background: var(--soft); border-radius: 0 5px 5px 0; }
        .item > summary .badge { align-self: start; }
        h3 .place { font-weight: 400; }
        .where { grid-column: 2; color: var(--quiet); font-size: .875rem; display: flex; flex-wrap: wrap; gap: .1rem .9rem; }
        .body { padding: .25rem 1rem 1rem .9rem; display: grid; gap: .7rem; }
        .item:target { box-shadow: 0 0 0 3px var(--focus); }
        .src {
          margin: .35rem 0; padding: .5rem .6rem; background: var(--soft); border-radius: 5px; font-size: .8125rem;
          line-height: 1.6; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4;
        }
        .src span { display: block; padding-left: 3.4em; text-indent: -3.4em; }
        .src b { display: inline-block; width: 2.6em; margin-right: .8em; text-align: right; text-indent: 0; font-weight: 400; color: var(--quiet); user-select: none; }
        mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: .2em; }
        .body dl, .workload dl { display: grid; gap: .45rem; }
        .body dl > div, .workload dl > div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 .75rem; }
        .workload dl > div { grid-template-columns: 8.5rem minmax(0, 1fr); }
        .body dt, .workload dt { font-size: .8125rem; font-weight: 600; color: var(--quiet); padding-top: .12em; }
        .links { padding: 0; list-style: none; font-size: .875rem; }
        .related, .evidence { padding-left: 1.1rem; }
        .related li + li, .evidence li + li { margin-top: .35rem; }
        .criteria { padding: 0; list-style: none; }
        .criteria > li { border-top: 1px solid var(--line); padding: .7rem 0 .6rem; display: grid; gap: .35rem; }
        .criteria > li > p:first-child { font-weight: 500; }
        .criteria > li > p:first-child > .badge { min-width: 6.6rem; margin-right: .4rem; }
        .criteria > li > p:first-child > code { color: var(--quiet); font-weight: 400; }
        .evidence, .need, .todo { font-size: .9375rem; }
        .need::before, .todo::before { font-size: .8125rem; font-weight: 600; color: var(--quiet); margin-right: .6em; }
        html:lang(en) .need::before { content: "\(Labels.needed.en)"; } html:lang(ja) .need::before { content: "\(Labels.needed.ja)"; }
        html:lang(en) .todo::before { content: "\(Labels.remedy.en)"; } html:lang(ja) .todo::before { content: "\(Labels.remedy.ja)"; }
        .todo ul { padding-left: 1.1rem; }
        .split { display: grid; gap: .1rem; font-size: .9375rem; }
        .split .badge { min-width: 6.6rem; }
        .lead + .links { margin-bottom: 1rem; }
        .silenced { margin: .75rem 0; color: var(--ink); }
        .silenced summary, .alt summary { cursor: pointer; color: var(--link); padding: .25rem 0; }
        .silenced ul { padding-left: 1.1rem; display: grid; gap: .5rem; margin-top: .4rem; }
        @media (max-width: 40rem) {
          .item > summary, html:lang(en) .item > summary, html:lang(ja) .item > summary { grid-template-columns: minmax(0, 1fr); }
          .where { grid-column: 1; }
          .body dl > div, .workload dl > div { grid-template-columns: minmax(0, 1fr); }
          .criteria > li > p:first-child > .badge, .split .badge { min-width: 0; }
          .tiles { grid-template-columns: repeat(auto-fit, minmax(6rem, 1fr)); }
          th, td { padding: .4rem .55rem; }
        }
        """
}

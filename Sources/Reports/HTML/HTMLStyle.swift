import Scaling

/// The page's style sheet: the look of the screen here, the rest in files of its own.
enum HTMLStyle {
    /// All of it; the page's policy names its hash.
    static let text = [themes, page, parts, HTMLSymbols.style, pictures, system, image, ScalingDrawing.style, paper]
        .joined(
            separator: "\n")

    /// Colours by what they are for. Text on each background has a contrast of at least 4.5 to 1.
    private static let themes = """
        :root { color-scheme: light; \(light) }
        @media screen and (prefers-color-scheme: dark) {
          :root:not([data-theme="light"]) { color-scheme: dark; \(dark) }
        }
        @media screen { :root[data-theme="dark"] { color-scheme: dark; \(dark) } }
        """

    private static let light = """
        --ground: #f5f6f8; --card: #ffffff; --ink: #1b2430; --quiet: #56616f; --line: #d5dae1; --soft: #eef1f5;
        --brand: #0d4f6e; --link: #0b5a80; --focus: #c2570c; --mark: #ffe08a; --mark-ink: #3a2a00;
        --critical: #8f1239; --high: #b3261e; --medium: #8a5300; --low: #1f5f8b; --style: #56616f;
        --met: #1b6e3c; --partly: #8a5300; --not-met: #b3261e; --not-applicable: #56616f; --unknown: #4a5568; --base-layer: #7590a1;
        """

    private static let dark = """
        --ground: #12171d; --card: #1a2129; --ink: #e6eaef; --quiet: #a3aebb; --line: #35404c; --soft: #232c36;
        --brand: #8cc8e4; --link: #8cc8e4; --focus: #ffb066; --mark: #6b5200; --mark-ink: #fff3cf;
        --critical: #ff9db5; --high: #ff9a8f; --medium: #f0b95b; --low: #8cc1ea; --style: #a3aebb;
        --met: #7fd49c; --partly: #f0b95b; --not-met: #ff9a8f; --not-applicable: #a3aebb; --unknown: #b6c0cc; --base-layer: #557083;
        """

    private static let page = """
        * { box-sizing: border-box; }
        html { scroll-padding-top: 7rem; -webkit-text-size-adjust: 100%; }
        body {
          margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Hiragino Kaku Gothic ProN",
            "BIZ UDPGothic", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", sans-serif;
        }
        html:lang(ja) body { line-height: 1.75; line-break: strict; }
        i { font-style: normal; }
        [hidden], .js .panel:not(.current) { display: none; }
        @media screen { .js [data-off] { display: none; } }
        html:not(.js) :is(.filter, .switches) { display: none; }
        code, pre, .mono {
          font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono",
            "Noto Sans Mono CJK JP", monospace;
          font-size: .875em;
        }
        h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; }
        h1 { display: flex; gap: .6rem; align-items: center; font-size: 1.0625rem; line-height: 1.3; color: var(--brand); }
        h1 .i { width: 1.6rem; height: 1.6rem; }
        h2 { font-size: clamp(1.5rem, 4vw, 1.9rem); line-height: 1.25; letter-spacing: -.01em; margin-bottom: .75rem; }
        h3 { font-size: 1.15rem; line-height: 1.4; margin: 2rem 0 .75rem; }
        h4 { font-size: 1rem; line-height: 1.45; font-weight: 600; }
        html:lang(ja) :is(h1, h2, h3, h4) { letter-spacing: 0; }
        a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
        main { max-width: 68rem; margin: 0 auto; padding: 1.75rem 1.25rem 3rem; }
        main:focus { outline: none; }
        footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem 2.5rem; color: var(--quiet); font-size: .875rem; }
        .panel { scroll-margin-top: 30rem; }
        .skip { position: absolute; left: -99rem; background: var(--card); padding: .5rem 1rem; z-index: 9; }
        .skip:focus { left: .5rem; top: .5rem; }
        .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .quiet { color: var(--quiet); font-size: .9rem; }
        .lead { color: var(--quiet); max-width: 46rem; margin-bottom: 1rem; }
        .top {
          position: sticky; top: 0; z-index: 5; background: var(--card); border-bottom: 1px solid var(--line);
        }
        .bar, .tabs { max-width: 68rem; margin: 0 auto; padding: .5rem 1.25rem; }
        .bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
        .switches { display: flex; flex-wrap: wrap; gap: .5rem; }
        button, select, input {
          font: inherit; font-size: .875rem; color: var(--ink); background: var(--card);
          border: 1px solid var(--line); border-radius: 6px; padding: .3rem .65rem; min-height: 2.1rem;
        }
        button { cursor: pointer; }
        button:hover { background: var(--soft); }
        button[aria-pressed="true"] { background: var(--brand); border-color: var(--brand); color: var(--card); }
        .group[role] { display: flex; }
        .switches .group button:first-child { border-radius: 6px 0 0 6px; }
        .switches .group button:last-child { border-radius: 0 6px 6px 0; border-left: 0; }
        .tabs { display: flex; gap: .25rem; overflow-x: auto; padding-top: 0; padding-bottom: 0; scrollbar-width: none; }
        .tabs a {
          white-space: nowrap; text-decoration: none; color: var(--quiet); padding: .5rem .7rem .45rem;
          border-bottom: 3px solid transparent; font-size: .9375rem;
        }
        .tabs a:hover { color: var(--ink); }
        .tabs a[aria-selected="true"] { color: var(--ink); border-color: var(--brand); font-weight: 600; }
        .tabs a:focus-visible { outline-offset: -3px; }
        .count { font-size: .8rem; font-variant-numeric: tabular-nums; margin-left: .4em; color: var(--quiet); }
        button[aria-pressed="true"] .count { color: inherit; }
        @media (max-width: 40rem) {
          html { scroll-padding-top: 8rem; }
          main { padding: 1.25rem 1rem 2rem; }
          .bar, .tabs { padding-left: 1rem; padding-right: 1rem; }
          [data-print] { display: none; }
        }
        """
}

/// The small drawings beside words: a shape of its own for each severity and each state, so that colour is never alone
/// in telling them apart. The style sheet cuts them out of a square of 16 units before the word; screen readers have
/// the word.
enum HTMLSymbols {
    static let style =
        """
        .badge::before, .chip::before {
          content: ""; display: inline-block; flex: none; width: 16px; height: 16px; transform: scale(.8125);
          margin: -2px 3px -2px -2px; vertical-align: -3px; background: var(--tone);
        }
        .chip[aria-pressed="true"]::before { background: currentColor; }
        @media (forced-colors: active) {
          .badge::before, .chip::before { background: CanvasText; forced-color-adjust: none; }
        }

        """
        + shapes.map { name, shape in ".\(name)::before { clip-path: path(evenodd, \"\(shape)\"); }" }
        .joined(separator: "\n")

    /// The sign of the program: the load line of a ship.
    static func writeMark(to out: Markup) {
        out.raw(
            """
            <svg class="i" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="5" fill="none" \
            stroke="currentColor" stroke-width="1.6"/><path d="M0 8h16" stroke="currentColor" stroke-width="1.6"/></svg>
            """)
    }

    /// Outlines; what lies in two of them is cut out.
    private static let shapes: KeyValuePairs<StaticString, String> = [
        "critical":
            "M5 1h6l4 4v6l-4 4H5l-4-4V5zM5.84 4.56L8 6.72l2.16-2.16 1.28 1.28L9.28 8l2.16 2.16-1.28 1.28L8 9.28l-2.16 2.16-1.28-1.28L6.72 8 4.56 5.84z",
        "high": "M8 1.2l7 13H1zM7.15 5.5h1.7v4h-1.7zM7.15 11h1.7v1.6h-1.7z",
        "medium": "M8 1l7 7-7 7-7-7z",
        "low": "M1.5 8a6.5 6.5 0 1 1 13 0a6.5 6.5 0 1 1-13 0zM3.5 8a4.5 4.5 0 1 1 9 0a4.5 4.5 0 1 1-9 0z",
        "style": "M2 4h12v2H2zM2 10h8v2H2z",
        "met": "M1 8a7 7 0 1 1 14 0a7 7 0 1 1-14 0zM3.86 8.84l1.28-1.28L6.97 9.4l3.86-4.3 1.34 1.2L7.03 12z",
        "partly": "M1 8a7 7 0 1 1 14 0a7 7 0 1 1-14 0zM8 3a5 5 0 0 0 0 10z",
        "not-met":
            "M3 1h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2zM5.64 4.36L8 6.72l2.36-2.36 1.28 1.28L9.28 8l2.36 2.36-1.28 1.28L8 9.28l-2.36 2.36-1.28-1.28L6.72 8 4.36 5.64z",
        "not-applicable": "M3 7h10v2H3z",
        "unknown": dashes + "M5.4 6.4a2.6 2.6 0 1 1 3.3 2.5v1H7.3V7.6H8a1.2 1.2 0 1 0-1.2-1.2zM7.3 10.8h1.4v1.5H7.3z",
    ]

    /// A circle in eight parts.
    private static let dashes =
        "M14.95 8.84A7 7 0 0 1 13.8 11.93L12.47 11.03A5.4 5.4 0 0 0 13.36 8.65zM12.32 13.51A7 7 0 0 1 9.32 14.87L9.02 13.3A5.4 5.4 0 0 0 11.33 12.25z"
        + "M7.16 14.95A7 7 0 0 1 4.07 13.8L4.97 12.47A5.4 5.4 0 0 0 7.35 13.36zM2.49 12.32A7 7 0 0 1 1.13 9.32L2.7 9.02A5.4 5.4 0 0 0 3.75 11.33z"
        + "M1.05 7.16A7 7 0 0 1 2.2 4.07L3.53 4.97A5.4 5.4 0 0 0 2.64 7.35zM3.68 2.49A7 7 0 0 1 6.68 1.13L6.98 2.7A5.4 5.4 0 0 0 4.67 3.75z"
        + "M8.84 1.05A7 7 0 0 1 11.93 2.2L11.03 3.53A5.4 5.4 0 0 0 8.65 2.64zM13.51 3.68A7 7 0 0 1 14.87 6.68L13.3 6.98A5.4 5.4 0 0 0 12.25 4.67z"
}

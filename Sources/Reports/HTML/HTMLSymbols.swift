/// The small drawings beside words: a shape of its own for each severity and each state, so that colour is never alone
/// in telling them apart.
enum HTMLSymbols {
    /// Shows a symbol; screen readers have the word beside it.
    static func use(_ name: String, in out: Markup) {
        out.element("svg", ["class": "i", "aria-hidden": "true"]) { out.empty("use", ["href": "#i-\(name)"]) }
    }

    /// The symbols themselves, once for the page.
    static func write(to out: Markup) { out.raw(drawings) }

    private static let drawings: StaticString = """
        <svg class="symbols" width="0" height="0" aria-hidden="true">\
        <symbol id="i-mark" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" \
        stroke-width="1.6"/><path d="M0 8h16" stroke="currentColor" stroke-width="1.6"/></symbol>\
        <symbol id="i-critical" viewBox="0 0 16 16"><path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/>\
        <path d="M5.2 5.2l5.6 5.6m0-5.6l-5.6 5.6" stroke="var(--card)" stroke-width="1.8"/></symbol>\
        <symbol id="i-high" viewBox="0 0 16 16"><path d="M8 1.2l7 13H1z" fill="currentColor"/>\
        <path d="M8 5.5v4m0 1.6v1.6" stroke="var(--card)" stroke-width="1.7"/></symbol>\
        <symbol id="i-medium" viewBox="0 0 16 16"><path d="M8 1l7 7-7 7-7-7z" fill="currentColor"/></symbol>\
        <symbol id="i-low" viewBox="0 0 16 16"><circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" \
        stroke-width="2"/></symbol>\
        <symbol id="i-style" viewBox="0 0 16 16"><path d="M2 5h12M2 11h8" stroke="currentColor" \
        stroke-width="2"/></symbol>\
        <symbol id="i-met" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="currentColor"/>\
        <path d="M4.5 8.2l2.5 2.5 4.5-5" fill="none" stroke="var(--card)" stroke-width="1.8"/></symbol>\
        <symbol id="i-partly" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" \
        stroke-width="2"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/></symbol>\
        <symbol id="i-not-met" viewBox="0 0 16 16"><rect x="1" y="1" width="14" height="14" rx="2" \
        fill="currentColor"/><path d="M5 5l6 6m0-6l-6 6" stroke="var(--card)" stroke-width="1.8"/></symbol>\
        <symbol id="i-not-applicable" viewBox="0 0 16 16"><path d="M3 8h10" stroke="currentColor" \
        stroke-width="2"/></symbol>\
        <symbol id="i-unknown" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" \
        stroke-width="1.6" stroke-dasharray="2.6 2.1"/><path d="M6.2 6.4a1.9 1.9 0 1 1 2.7 1.7q-.9.4-.9 1.2m0 1.5v1.2" \
        fill="none" stroke="currentColor" stroke-width="1.4"/></symbol>\
        </svg>
        """
}

package import Basics
package import RuleKit

/// Why a fix was not applied though it was wanted.
package enum FixRefusal: Sendable {
    /// Judged again, the files have the fault as before.
    case stillThere
    /// A rule finds more than before.
    case worse(String)
    /// Less of the files is understood than before.
    case unreadable
    /// Its edits overlap, leave the file, or change nothing.
    case unfit
    /// The file may not be edited.
    case file(Failure)

    package func text(_ language: Language, _ registry: Registry) -> String {
        switch self {
        case .stillThere:
            Text(
                en: "the fault would still be there",
                ja: "適用しても指摘が解消されません")(language)
        case .worse(let rule):
            Text(
                en: "it would bring a new fault: {rule}, {title}",
                ja: "新たな指摘 {rule} ({title}) が発生します")(
                    language, ["rule": rule, "title": registry.rule(rule)?.about.title(language) ?? ""])
        case .unreadable:
            Text(
                en: "less of the file would be understood than before",
                ja: "適用すると解釈できない部分が増えます")(language)
        case .unfit:
            Text(
                en: "its edits do not fit the file",
                ja: "編集内容がファイルに適合しません")(language)
        case .file(let failure): failure.text(language)
        }
    }
}

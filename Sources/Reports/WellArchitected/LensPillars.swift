import Basics
import Lens

/// The catalogue in at most ten pillars of at most twenty questions: the pillars of the Container Build Lens under the
/// ids that the tool maps to the Framework, the principles with the twelve factors, and the ECS items in parts.
struct LensPillar {
    let id: String
    let name: Text
    let questions: [Question]

    static let all: [LensPillar] =
        Catalogue.sets.first.map { lens in
            lens.groups.map { LensPillar(id: frameworkID($0.id), name: $0.title, questions: $0.questions) }
                + packed(Array(Catalogue.sets.dropFirst()))
        } ?? []

    private static func frameworkID(_ group: String) -> String {
        switch group {
        case "OPS": "operationalExcellence"
        case "SEC": "security"
        case "REL": "reliability"
        case "PERF": "performance"
        case "COST": "costOptimization"
        case "SUSTAINABILITY": "sustainability"
        default: "lens_\(group)"
        }
    }

    /// What stays together in a pillar: a whole set, or a group of one.
    private struct Part {
        let id: String
        let title: Text
        let questions: [Question]
    }

    /// Sets that fit into one pillar go together; the groups of a larger one fill pillars in their order.
    private static func packed(_ sets: [QuestionSet]) -> [LensPillar] {
        let most = LensLimits.questionsOfAPillar
        let small = sets.filter { $0.groups.flatMap(\.questions).count < most }
        let large = sets.filter { $0.groups.flatMap(\.questions).count >= most }
        var pillars = pack(small.map { Part(id: $0.id, title: $0.title, questions: $0.groups.flatMap(\.questions)) }) {
            LensPillar(id: "set_" + $0.map(\.id).joined(separator: "_"), name: joined($0.map(\.title)), questions: $1)
        }
        for set in large {
            var number = 0
            pillars += pack(set.groups.map { Part(id: $0.id, title: $0.title, questions: $0.questions) }) {
                groups, questions in
                number += 1
                let parts = joined(groups.map(\.title))
                return LensPillar(
                    id: "\(set.id)_\(number)",
                    name: Text(en: "\(set.title.en): \(parts.en)", ja: "\(set.title.ja): \(parts.ja)"),
                    questions: questions)
            }
        }
        return pillars
    }

    private static func pack(
        _ groups: [Part], _ make: ([Part], [Question]) -> LensPillar
    ) -> [LensPillar] {
        var pillars: [LensPillar] = []
        var waiting: [Part] = []
        var count = 0
        for group in groups {
            if count + group.questions.count > LensLimits.questionsOfAPillar, !waiting.isEmpty {
                pillars.append(make(waiting, waiting.flatMap(\.questions)))
                (waiting, count) = ([], 0)
            }
            waiting.append(group)
            count += group.questions.count
        }
        if !waiting.isEmpty { pillars.append(make(waiting, waiting.flatMap(\.questions))) }
        return pillars
    }

    private static func joined(_ titles: [Text]) -> Text {
        Text(en: titles.map(\.en).joined(separator: ", "), ja: titles.map(\.ja).joined(separator: "、"))
    }
}

import Basics
import Lens
import RuleKit

/// The page of one set of questions: each with its answer, and each criterion with what says so.
struct QuestionsPanel {
    private let page: HTMLPage
    private let set: QuestionSet
    private let id: String
    private let title: Text
    private let answers: [String: Answer]
    private let byWorkload: [[String: Answer]]
    private var out: Markup { page.out }

    /// Workloads beyond these are not told one by one below each question.
    private static let mostWorkloads = 12

    init(_ page: HTMLPage, _ set: QuestionSet, id: String, title: Text) {
        self.page = page
        self.set = set
        self.id = id
        self.title = title
        answers = page.answers
        byWorkload = page.workloadAnswers(most: Self.mostWorkloads)
    }

    func write() {
        page.panel(id, title) {
            out.element("p", ["class": "lead"]) {
                let (title, note) = (set.title, Labels.coverageNote)
                out.both(Text(en: "\(title.en). \(note.en)", ja: "\(title.ja)。\(note.ja)"))
            }
            let shared = shared
            page.links(shared)
            filter.write(to: out)
            for group in set.groups {
                out.raw("\n")
                out.element("section", ["class": "group"]) {
                    if set.groups.count > 1 {
                        out.element("h3", group.title)
                    } else {
                        out.element("h3", ["class": "sr"], group.title)
                    }
                    for question in group.questions { write(question, inLead: shared) }
                }
            }
        }
    }

    /// Links that most questions of the set have: they stand above all of them.
    private var shared: [String] {
        let questions = set.groups.flatMap(\.questions)
        let counts = Dictionary(questions.flatMap { Set($0.links) }.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.filter { $0.value > 2 && $0.value * 2 > questions.count }.keys.sorted()
    }

    private var filter: HTMLFilter {
        let questions = set.groups.flatMap(\.questions)
        let states: [AnswerState] = [.notMet, .partly, .met, .unknown, .notApplicable]
        let chips = states.map { state in
            HTMLFilter.Chip(
                key: "state", value: state.rawValue, title: state.title,
                count: questions.count { self.state($0) == state })
        }
        let groups = set.groups.map { (value: $0.id, title: $0.title) }
        return HTMLFilter(
            panel: id, chips: chips,
            choices: [
                .init(
                    key: "group", title: set.id == "CBL" ? Text(en: "Pillar", ja: "柱") : Text(en: "Group", ja: "分類"),
                    options: groups)
            ], total: questions.count)
    }

    private func state(_ question: Question) -> AnswerState { answers[question.id]?.state ?? .unknown }

    private func group(of question: Question) -> String {
        set.groups.first { $0.questions.contains { $0 === question } }?.id ?? ""
    }

    private func write(_ question: Question, inLead: [String]) {
        let answer = answers[question.id]
        let state = state(question)
        let isOpen = set.id == "CBL" && (state == .notMet || state == .partly)
        out.element(
            "details",
            [
                "class": "item question edge \(state.rawValue)", "id": question.id, "data-state": state.rawValue,
                "data-group": set.groups.count > 1 ? group(of: question) : nil, "open": isOpen ? "open" : nil,
            ]
        ) {
            out.element("summary") {
                page.state(state)
                out.element("h4", question.title)
                out.element("span", ["class": "where"]) {
                    out.element("code", text: question.id)
                    if let coverage = answer?.coverage, coverage.of > 0 {
                        out.both(Labels.decidedOf, ["a": "\(coverage.decided)", "b": "\(coverage.of)"])
                    }
                }
            }
            out.element("div", ["class": "body"]) {
                out.element("p", question.why)
                workloads(question)
                if let attestation = answer?.attestation {
                    out.element("p", ["class": "quiet"], Labels.attested, CriterionItem.arguments(attestation))
                }
                if let answer {
                    out.element("ul", ["class": "criteria"]) {
                        for part in answer.criteria { CriterionItem(page, part, in: question.id).write() }
                    }
                }
                page.links(question.links.filter { !inLead.contains($0) })
            }
        }
    }

    /// How it stands in each workload, where they differ.
    private func workloads(_ question: Question) {
        let states = byWorkload.map { $0[question.id]?.state ?? .unknown }
        guard states.count > 1, Set(states).count > 1 else { return }
        out.element("p", ["class": "split"]) {
            out.element("span", ["class": "label"], Labels.perWorkload)
            for state in AnswerState.allCases where states.contains(state) {
                let names = zip(page.review.workloads, states).filter { $1 == state }.map(\.0.name)
                out.element("span") {
                    page.state(state)
                    out.raw(" ")
                    out.escaped(names.joined(separator: ", "))
                }
            }
        }
    }
}

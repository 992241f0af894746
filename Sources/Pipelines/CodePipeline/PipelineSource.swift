import Basics
import ECSModel
import Templates
import Workload

/// A pipeline of CodePipeline as it is written, in a definition or in a file of its own.
struct PipelineSource {
    /// In CloudFormation's form.
    let properties: Term
    let place: Place
    /// Nil for a file of its own.
    let member: System.Member?

    init(_ member: System.Member) {
        properties = member.properties
        place = member.place
        self.member = member
    }

    /// The input of `create-pipeline` or the output of `get-pipeline`; nil for other documents.
    ///
    /// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/reference-pipeline-structure.html
    init?(_ document: Document) {
        let whole = document.term
        let term = whole["pipeline"].flatMap { $0.isMap ? $0 : nil } ?? whole
        guard term.isMap, let stages = term["stages"]?.items, !stages.isEmpty,
            stages.contains(where: { stage in
                stage["actions"]?.items.contains { $0["actionTypeId"]?.isMap == true } == true
            })
        else { return nil }
        var properties = term
        // Here the version is a number that grows; the type has a name of its own.
        properties = properties.removing("version")
        if let stores = term["artifactStores"], stores.isMap {
            let items = stores.entries.map { entry -> Term in
                let region = Term(.text(TermText(entry.key)), entry.keyPlace)
                return Term(
                    .map([
                        TermEntry(key: "region", keyPlace: entry.keyPlace, value: region),
                        TermEntry(key: "artifactStore", keyPlace: entry.keyPlace, value: entry.value),
                    ]), entry.value.place)
            }
            properties = properties.adding("artifactStores", Term(.list(items), stores.place), at: stores.place)
        }
        self.properties = properties
        place = term["name"]?.place ?? term.heading
        member = nil
    }

    /// The number of its stack, for what it refers to; none of a file of its own.
    var stack: Int { member?.stack ?? -1 }

    var name: String {
        if let name = properties.text("name").value { return name.shown }
        return member?.resource.address ?? place.path
    }
}

import ECSModel

/// Puts known values in the place of variables in what activities name.
struct Substitution {
    private let values: [String: TermText]

    init(_ values: [String: TermText]) {
        self.values = values
    }

    func step(_ step: Step) -> Step {
        var step = step
        step.activities = step.activities.map(activity)
        return step
    }

    private func activity(_ activity: Activity) -> Activity {
        var activity = activity
        activity.images = activity.images.map { Activity.ImageUse(text($0.name), $0.place) }
        switch activity.facts {
        case .build(var build):
            build.dockerfile = build.dockerfile.map(text)
            build.context = build.context.map(text)
            build.cacheFrom = build.cacheFrom.map(text)
            build.cacheTo = build.cacheTo.map(text)
            activity.facts = .build(build)
        case .login(var login):
            login.host = login.host.map(text)
            login.role = login.role.map(text)
            activity.facts = .login(login)
        case .deploy(let service, let waits):
            activity.facts = .deploy(service: service.map(text), waits: waits)
        case .none, .scan: break
        }
        return activity
    }

    private func text(_ text: TermText) -> TermText {
        guard text.parts.contains(where: { value($0) != nil }) else { return text }
        return TermText(text.parts.flatMap { value($0)?.parts ?? [$0] })
    }

    private func value(_ part: TermText.Part) -> TermText? {
        guard case .unknown(let unknown) = part, unknown.kind == .variable || unknown.kind == .expression else {
            return nil
        }
        return values[unknown.text]
    }
}

import Basics
import ECSModel
import RuleKit
import Workload

/// The roles that pipelines have: those of CodeBuild, CodePipeline and CodeDeploy, and those that a pipeline elsewhere
/// assumes with a token.
struct PipelineRoles {
    struct Use {
        let role: System.Member
        let rights: RoleRights
        /// What shows that it is a pipeline's.
        let place: Place
    }

    static func all(_ system: System) -> [Use] {
        var found: [(role: System.Member, place: Place)] = []
        for (type, key) in [
            (ResourceType.codeBuildProject, "ServiceRole"), (ResourceType.pipeline, "RoleArn"),
            (ResourceType.deploymentGroup, "ServiceRoleArn"),
        ] {
            for member in system.members(type) {
                guard let term = member.properties[key], let text = term.text,
                    let role = system.resolve(text, type: ResourceType.role, from: member.stack)
                else { continue }
                found.append((role, term.place))
            }
        }
        for role in system.members(ResourceType.role) {
            guard let trust = role.properties["AssumeRolePolicyDocument"] else { continue }
            for statement in PolicyDocument(trust).statements where statement.allows == true {
                for (kind, name) in statement.principals where kind == "Service" {
                    let service = name.text?.shown ?? ""
                    if services.contains(where: { service.hasPrefix($0) }) { found.append((role, name.place)) }
                }
            }
        }
        found += FederatedTrust.all(system).map { ($0.role, $0.principal) }
        var seen: Set<String> = []
        return found.compactMap { role, place in
            guard seen.insert("\(role.stack) \(role.resource.address)").inserted else { return nil }
            return Use(role: role, rights: RoleRights(role, in: system), place: place)
        }
    }

    private static let services = [
        "codebuild.amazonaws.com", "codepipeline.amazonaws.com", "codedeploy.amazonaws.com",
    ]

    static func usedHere(_ use: Use) -> Finding.Related {
        .init(use.place.span, Text(en: "a pipeline has this role", ja: "パイプラインが使うロールです"))
    }

    /// The statements that allow something without a condition.
    static func open(_ use: Use) -> [PolicyStatement] {
        use.rights.documents.flatMap(\.document.statements).filter { $0.allows == true && !$0.hasConditions }
    }

    /// Where one of these actions is allowed on all resources without a condition; in each statement the first of them
    /// that it allows.
    static func actions(_ wanted: [String], onAllOf use: Use) -> [Term] {
        open(use).filter { WildStatement.isForAll($0) }.compactMap { statement in
            for action in wanted {
                let found = statement.actions.first { item in
                    guard let pattern = item.string?.lowercased(), pattern != "*" else { return false }
                    return PolicyGlob.matches(pattern, action)
                }
                if let found { return found }
            }
            return nil
        }
    }

    /// Where an action is allowed on resources that are named, when it is allowed nowhere else.
    static func limited(_ action: String, _ use: Use) -> Term? {
        guard use.rights.isWhole, use.rights.managed.isEmpty else { return nil }
        var place: Term?
        for (document, _) in use.rights.documents {
            guard document.isWhole else { return nil }
            for statement in document.statements where statement.allows != false {
                guard statement.term["NotAction"] == nil, statement.term["NotResource"] == nil else { return nil }
                let found = statement.actions.first { item in
                    item.string.map { PolicyGlob.matches($0.lowercased(), action) } ?? true
                }
                guard let found else { continue }
                let isNamed = statement.resources.allSatisfy { resource in
                    guard let text = resource.text else { return false }
                    return !text.references.isEmpty || text.known.map { !isWide($0) } ?? endsInName(text.knownSuffix)
                }
                guard isNamed, !statement.resources.isEmpty else { return nil }
                place = place ?? found
            }
        }
        return place
    }

    /// `:service/main/web` behind a Region and an account that are filled in later.
    private static func endsInName(_ end: String) -> Bool {
        guard let slash = end.firstIndex(of: "/") else { return false }
        let name = end[slash...].dropFirst()
        return !name.isEmpty && name.first != "*"
    }

    /// `*`, `arn:aws:ecs:*:*:service/*`
    private static func isWide(_ arn: String) -> Bool {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return true }
        let name = parts[5].split(separator: "/", maxSplits: 1).last ?? ""
        return name.first == "*"
    }
}

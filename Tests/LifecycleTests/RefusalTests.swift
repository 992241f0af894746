import Basics
import Testing

@testable import Lifecycle

/// What ECR refuses, with the place and the remedy.
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let policy: String
        /// Words of the message.
        let says: String
        /// Where the words stand: `line:column`.
        let place: String?
        let source: String

        var testDescription: String { says }

        init(_ policy: String, says: String, at place: String? = nil, _ page: String) {
            self.policy = policy
            self.says = says
            self.place = place
            source = "https://docs.aws.amazon.com/AmazonECR/latest/" + page
        }
    }

    private static func rule(
        priority: String = "1", selection: String, action: String = #"{"type": "expire"}"#
    ) -> String {
        "{\"rulePriority\": \(priority), \"selection\": \(selection), \"action\": \(action)}"
    }

    private static func rules(_ rules: String...) -> String { "{\"rules\": [\n\(rules.joined(separator: ",\n"))\n]}" }

    private static let count = #"{"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3}"#
    private static let untagged = #"{"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3}"#
    private static let parameters = "userguide/lifecycle_policy_parameters.html"
    private static let evaluation = "userguide/LifecyclePolicies.html"
    private static let examples = "userguide/lifecycle_policy_examples.html"
    private static let archive = #"{"type": "transition", "targetStorageClass": "archive"}"#

    static let cases: [Case] = [
        Case("[]", says: "an object", at: "1:1", examples),
        Case("{}", says: "`rules` is missing", at: "1:1", examples),
        Case(#"{"rules": []}"#, says: "at least one rule", at: "1:11", examples),
        Case(#"{"rules": [1]}"#, says: "an object", at: "1:12", examples),
        Case(#"{"rule": [], "rules": []}"#, says: "knows no `rule`", at: "1:2", examples),
        Case(
            #"{"rules": [{"rulePriority": 1, "action": {"type": "expire"}}]}"#, says: "`selection` is missing",
            parameters),
        Case(
            #"{"rules": [{"rulePriority": 1, "selection": \#(count)}]}"#, says: "`action` is missing", parameters),
        Case(
            rules(rule(priority: "0", selection: count)), says: "`rulePriority` must be a whole", at: "2:18", parameters
        ),
        Case(rules(rule(priority: "\"1\"", selection: count)), says: "without quotes", at: "2:18", parameters),
        Case(
            rules(rule(selection: #"{"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 0}"#)),
            says: "`countNumber` must be a whole number from 1", parameters),
        Case(
            rules(rule(selection: #"{"tagStatus": "any", "countType": "imageCountMoreThan"}"#)),
            says: "`countNumber` is missing", parameters),
        Case(
            rules(rule(selection: #"{"tagStatus": "all", "countType": "imageCountMoreThan", "countNumber": 1}"#)),
            says: "`tagStatus` must be one of", at: "2:48", parameters),
        Case(
            rules(rule(selection: #"{"tagStatus": "any", "countType": "imageCount", "countNumber": 1}"#)),
            says: "`countType` must be one of", parameters),
        Case(
            rules(rule(selection: #"{"tagStatus": "tagged", "countType": "imageCountMoreThan", "countNumber": 1}"#)),
            says: "`tagged` needs", parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "tagged", "tagPrefixList": ["a"], "tagPatternList": ["a*"], "countType": "imageCountMoreThan", "countNumber": 1}"#
                )), says: "not both", evaluation),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "untagged", "tagPrefixList": ["a"], "countType": "imageCountMoreThan", "countNumber": 1}"#
                )), says: "`tagPrefixList` goes only with", parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "tagPatternList": ["a"], "countType": "imageCountMoreThan", "countNumber": 1}"#
                )), says: "`tagPatternList` goes only with", evaluation),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "tagged", "tagPatternList": ["test*1*2*3*4*5*6"], "countType": "imageCountMoreThan", "countNumber": 1}"#
                )), says: "more than 4 `*`", parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "tagged", "tagPatternList": [], "countType": "imageCountMoreThan", "countNumber": 1}"#
                )), says: "a list of at least one text", parameters),
        Case(
            rules(rule(selection: #"{"tagStatus": "any", "countType": "sinceImagePushed", "countNumber": 1}"#)),
            says: "`sinceImagePushed` needs", parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "countType": "sinceImagePushed", "countUnit": "weeks", "countNumber": 1}"#
                )),
            says: #"`countUnit` must be "days""#, parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "countType": "imageCountMoreThan", "countUnit": "days", "countNumber": 1}"#
                )), says: "`countUnit` does not go with", parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "countType": "imageCountMoreThan", "storageClass": "archive", "countNumber": 1}"#
                )), says: #"goes only with `"storageClass": "standard"`"#, parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "countType": "sinceImageTransitioned", "countUnit": "days", "countNumber": 365}"#
                )), says: #"goes only with `"storageClass": "archive"`"#, parameters),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "countType": "sinceImagePulled", "countUnit": "days", "countNumber": 90}"#
                )),
            says: "`sinceImagePulled` cannot expire", examples),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "storageClass": "archive", "countType": "sinceImageTransitioned", "countUnit": "days", "countNumber": 365}"#,
                    action: archive)), says: "can only `expire`", examples),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "any", "storageClass": "archive", "countType": "sinceImageTransitioned", "countUnit": "days", "countNumber": 89}"#
                )), says: "at least 90 days", "userguide/archive-image.html"),
        Case(
            rules(rule(selection: count, action: #"{"type": "transition"}"#)), says: "needs `\"targetStorageClass\"",
            parameters),
        Case(
            rules(rule(selection: count, action: #"{"type": "transition", "targetStorageClass": "glacier"}"#)),
            says: #"`targetStorageClass` must be "archive""#, parameters),
        Case(rules(rule(selection: count, action: #"{"type": "delete"}"#)), says: "`type` must be one of", parameters),
        Case(
            rules(rule(selection: untagged), rule(selection: count)), says: "`rulePriority` 1 already", at: "3:1",
            parameters),
        Case(
            rules(rule(selection: count), rule(priority: "2", selection: untagged)),
            says: "must have the highest `rulePriority`", at: "2:1", parameters),
        Case(
            rules(rule(selection: untagged), rule(priority: "2", selection: untagged)), says: "Only one rule",
            at: "3:1",
            evaluation),
        Case(
            rules(
                rule(
                    selection:
                        #"{"tagStatus": "tagged", "tagPrefixList": ["a", "b"], "countType": "imageCountMoreThan", "countNumber": 1}"#
                ),
                rule(
                    priority: "2",
                    selection:
                        #"{"tagStatus": "tagged", "tagPrefixList": ["b", "a"], "countType": "imageCountMoreThan", "countNumber": 9}"#
                )), says: "has the prefixes `b`, `a` already", at: "3:1", evaluation),
        Case(
            "{\"rules\": [" + (1...51).map { rule(priority: "\($0)", selection: count) }.joined(separator: ",") + "]}",
            says: "at most 50 rules", "userguide/service-quotas.html"),
        Case(
            String(repeating: " ", count: 30_720) + rules(rule(selection: count)), says: "at most 30720",
            "APIReference/API_PutLifecyclePolicy.html"),
        Case(#"{"rules": [{"rulePriority": 1 "selection": {}}]}"#, says: "comma", examples),
    ]

    @Test(arguments: cases)
    func isRefused(example: Case) throws {
        let reading = Example.read(example.policy)
        #expect(reading.policy == nil)
        let problem = try #require(
            reading.problems.first { $0.text(.english).contains(example.says) },
            "\(example.source): \(reading.problems.map { $0.text(.english) })")
        if let place = example.place { #expect(problem.line("p", .english).hasPrefix("p:\(place): ")) }
        #expect(problem.text(.english) != problem.text(.japanese))
    }

    /// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html: patterns of four `*`,
    /// and the rules of one class do not clash with those of the other.
    @Test(arguments: [
        ["1 tagged *test*1*2*3,test*1*2*3* imageCountMoreThan 1 expire"],
        ["1 any - sinceImagePulled 90 archive", "2 any - sinceImageTransitioned 365 expire"],
        ["1 untagged - imageCountMoreThan 1 archive", "2 untagged - sinceImageTransitioned 90 expire"],
        ["1 tagged ^a imageCountMoreThan 1 archive", "2 tagged ^a sinceImageTransitioned 90 expire"],
    ])
    func isTaken(rules: [String]) {
        let reading = Example.policy(rules)
        #expect(reading.problems.map { $0.text(.english) } == [])
        #expect(reading.policy?.rules.count == rules.count)
    }
}

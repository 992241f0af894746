import Basics
import Testing

@testable import Lifecycle

/// The examples that ECR's user guide explains, with the outcomes that it tells.
struct DocumentedExampleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let rules: [String]
        let images: [Image]
        let acted: [String]
        /// Where the case is documented.
        let source: String

        init(_ name: String, _ rules: [String], _ images: [Image], acted: [String], _ anchor: String) {
            testDescription = name
            self.rules = rules
            self.images = images
            self.acted = acted
            source = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/" + anchor
        }
    }

    typealias Image = (name: String, tags: [String], days: Int)

    private static let beta: [Image] = [
        ("A", ["beta-1", "prod-1"], 10), ("B", ["beta-2", "prod-2"], 9), ("C", ["beta-3"], 8),
    ]
    private static let alpha: [Image] = [
        ("A", ["alpha-1"], 12), ("B", ["beta-1"], 11), ("C", ["alpha-2", "beta-2"], 10), ("D", ["alpha-3"], 4),
        ("E", ["beta-3"], 3), ("F", ["alpha-4", "beta-4"], 2),
    ]
    private static let gamma: [Image] = [
        ("A", ["alpha-1", "beta-1", "gamma-1"], 10), ("B", ["alpha-2", "beta-2"], 9),
        ("C", ["alpha-3", "beta-3", "gamma-2"], 8),
    ]
    private static let mixed: [Image] = [
        ("A", ["alpha-1"], 4), ("B", ["beta-1"], 3), ("C", [], 2), ("D", ["alpha-2"], 1),
    ]
    private static let combined: [Image] = [
        ("A", ["alpha-1", "beta-1"], 4), ("B", [], 3), ("C", ["alpha-2"], 2), ("D", ["git hash"], 1), ("E", [], 1),
    ]
    private static let examples = "lifecycle_policy_examples.html"

    static let cases: [Case] = [
        Case(
            "image age: prod images over 14 days", ["1 tagged prod* sinceImagePushed 14 expire"],
            [("A", ["prod1"], 15), ("B", ["prod2"], 14), ("C", ["dev"], 20), ("D", [], 20)], acted: ["A"],
            examples + "#lifecycle_policy_example_age"),
        Case(
            "image age, older edition: untagged images over 14 days", ["1 untagged - sinceImagePushed 14 expire"],
            [("A", [], 15), ("B", [], 14), ("C", ["prod"], 20)], acted: ["A"],
            examples + "#lifecycle_policy_example_age"),
        Case(
            "image count: one untagged image stays", ["1 untagged - imageCountMoreThan 1 expire"],
            [("A", [], 3), ("B", [], 2), ("C", ["v1"], 9), ("D", [], 1)], acted: ["A", "B"],
            examples + "#lifecycle_policy_example_number"),
        Case(
            "multiple rules, example A",
            ["1 tagged prod* imageCountMoreThan 1 expire", "2 tagged beta* imageCountMoreThan 1 expire"], beta,
            acted: ["A"], examples + "#lp_example_multiple"),
        Case(
            "multiple rules, example A by prefixes, as in the older edition",
            ["1 tagged ^prod imageCountMoreThan 1 expire", "2 tagged ^beta imageCountMoreThan 1 expire"], beta,
            acted: ["A"], examples + "#lp_example_multiple"),
        Case(
            "multiple rules, example B",
            ["1 tagged beta* imageCountMoreThan 1 expire", "2 tagged prod* imageCountMoreThan 1 expire"], beta,
            acted: ["A", "B"], examples + "#lp_example_multiple"),
        Case(
            "multiple rules, example B by prefixes",
            ["1 tagged ^beta imageCountMoreThan 1 expire", "2 tagged ^prod imageCountMoreThan 1 expire"], beta,
            acted: ["A", "B"], examples + "#lp_example_multiple"),
        Case(
            "multiple tags, example A", ["1 tagged alpha*,beta* sinceImagePushed 5 expire"], alpha, acted: ["C"],
            examples + "#lp_example_difftype"),
        Case(
            "multiple tags, example A by prefixes", ["1 tagged ^alpha,beta sinceImagePushed 5 expire"], alpha,
            acted: ["C"], examples + "#lp_example_difftype"),
        Case(
            "multiple tags, example B", ["1 tagged alpha*,beta* imageCountMoreThan 1 expire"], gamma,
            acted: ["A", "B"], examples + "#lp_example_difftype"),
        Case(
            "multiple tags, example B by prefixes", ["1 tagged ^alpha,beta imageCountMoreThan 1 expire"], gamma,
            acted: ["A", "B"], examples + "#lp_example_difftype"),
        Case(
            "all images, example A", ["1 any - imageCountMoreThan 1 expire"], mixed, acted: ["A", "B", "C"],
            examples + "#lp_example_allimages"),
        Case(
            "all images, example B",
            [
                "1 tagged alpha* imageCountMoreThan 1 expire", "2 untagged - sinceImagePushed 1 expire",
                "3 any - imageCountMoreThan 1 expire",
            ], combined, acted: ["A", "B", "D"], examples + "#lp_example_allimages"),
        Case(
            "all images, example B, rules in another order in the file",
            [
                "3 any - imageCountMoreThan 1 expire", "2 untagged - sinceImagePushed 1 expire",
                "1 tagged alpha* imageCountMoreThan 1 expire",
            ], combined, acted: ["A", "B", "D"], examples + "#lp_example_allimages"),
        Case(
            "archive: prod images over 30 days", ["1 tagged prod* sinceImagePushed 30 archive"],
            [("A", ["prod-1"], 31), ("B", ["prod-2"], 30), ("C", ["dev-1"], 90)], acted: ["A+"], examples),
        Case(
            "archive: not pulled in 90 days, never pulled at all", ["1 any - sinceImagePulled 90 archive"],
            [("A", ["v1"], 91), ("B", [], 120), ("C", ["v2"], 90)], acted: ["A+", "B+"], examples),
        Case(
            "archive and expire in one policy: the standard class",
            ["1 any - sinceImagePushed 30 archive", "2 any - sinceImageTransitioned 365 expire"],
            [("A", ["v1"], 31), ("B", ["v2"], 400), ("C", ["v3"], 3)], acted: ["A+", "B+"], examples),
        Case(
            "archive by count: all beyond the newest two", ["1 any - imageCountMoreThan 2 archive"],
            [("A", ["v1"], 3), ("B", [], 2), ("C", ["v2"], 1)], acted: ["A+"], "LifecyclePolicies.html"),
        Case(
            "a pattern at the start: prod, prod1 and production-team1",
            ["1 tagged prod* imageCountMoreThan 1 expire"],
            [
                ("A", ["prod"], 4), ("B", ["prod1"], 3), ("C", ["production-team1"], 2), ("D", ["repo-prod"], 9),
                ("E", ["prod2"], 1),
            ], acted: ["A", "B", "C"], "LifecyclePolicies.html"),
        Case(
            "a pattern on both sides: repo-production and prod-team",
            ["1 tagged *prod* sinceImagePushed 1 expire"],
            [("A", ["repo-production"], 2), ("B", ["prod-team"], 2), ("C", ["dev"], 2)], acted: ["A", "B"],
            "LifecyclePolicies.html"),
        Case(
            "a prefix is no pattern: the tags prod, prod1 and prod2", ["1 tagged ^prod sinceImagePushed 1 expire"],
            [("A", ["prod"], 2), ("B", ["prod1"], 2), ("C", ["prod2"], 2), ("D", ["myprod"], 2)],
            acted: ["A", "B", "C"], "lifecycle_policy_parameters.html"),
        Case(
            "all patterns must match, each by any of the tags", ["1 tagged a*,*z sinceImagePushed 1 expire"],
            [("A", ["abc", "xyz"], 2), ("B", ["abz"], 2), ("C", ["abc"], 2)], acted: ["A", "B"],
            "LifecyclePolicies.html"),
        Case(
            "a higher rule keeps an image out of reach of a lower one, due or not",
            ["1 tagged prod* imageCountMoreThan 100 expire", "2 any - sinceImagePushed 7 expire"],
            [("A", ["prod-1"], 400), ("B", ["dev-1"], 8), ("C", [], 8)], acted: ["B", "C"],
            "LifecyclePolicies.html"),
        Case(
            "a lower rule counts images as if a higher one had not marked them",
            ["1 tagged old* sinceImagePushed 1 expire", "2 any - imageCountMoreThan 3 expire"],
            [("A", ["v1"], 5), ("B", ["old-1"], 4), ("C", ["v2"], 3), ("D", ["v3"], 2)], acted: ["A", "B"],
            "LifecyclePolicies.html"),
        Case(
            "count: the youngest stay, wherever they stand in the list",
            ["1 any - imageCountMoreThan 2 expire"],
            [("A", [], 1), ("B", [], 9), ("C", [], 5), ("D", [], 3)], acted: ["B", "C"], "LifecyclePolicies.html"),
        Case(
            "count: as many as are kept lose none", ["1 any - imageCountMoreThan 3 expire"],
            [("A", [], 1), ("B", [], 9), ("C", [], 5)], acted: [], "LifecyclePolicies.html"),
        Case(
            "any takes tagged and untagged images", ["1 any - sinceImagePushed 1 expire"],
            [("A", ["v1"], 2), ("B", [], 2)], acted: ["A", "B"], "lifecycle_policy_parameters.html"),
        Case(
            "priorities need not follow one another",
            ["90 tagged beta* imageCountMoreThan 1 expire", "10 tagged prod* imageCountMoreThan 1 expire"], beta,
            acted: ["A"], "lifecycle_policy_parameters.html"),
    ]

    @Test(arguments: cases)
    func comesOutAsDocumented(example: Case) {
        #expect(
            Example.acted(Example.policy(example.rules), Example.images(example.images)) == example.acted,
            "\(example.source)")
    }
}

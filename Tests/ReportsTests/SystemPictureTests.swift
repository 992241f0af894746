import Basics
import Foundation
import RuleKit
import Testing
import Workload

@testable import Reports

/// How it hangs together: what is drawn, where it stands, and which findings it leads to.
@Suite struct SystemPictureTests {
    private static let index = GraphIndex(SystemExample.graph())

    private static func names(_ half: GraphScene.Half) -> [String] {
        half.parts.map { part in
            switch part {
            case .node(let node): "\(index.nodes[node].kind) \(index.nodes[node].name)"
            case .more(let kind, let count): "\(count) \(kind)"
            }
        }
    }

    @Test func aServiceIsDrawnWithAllThatHangsOnIt() throws {
        let scenes = GraphScene.all(Self.index)
        #expect(scenes.map { Self.index.nodes[$0.root].name } == ["api", "job"])
        let service = try #require(scenes.first)
        #expect(
            service.halves.map(Self.names) == [
                [
                    "loadBalancer front", "listener Listener", "targetGroup api", "service api", "task api",
                    "scaling Target", "cluster main", "subnet subnet-1", "subnet subnet-2", "securityGroup sg-1",
                ],
                [
                    "task api", "role arn:aws:iam::123456789012:role/run", "container api",
                    "dockerfile api/Dockerfile", "image ${Repository.RepositoryUri}:1", "repository api",
                    "logGroup /ecs/api",
                    "secret " + SystemExample.secret,
                ],
            ])
        let job = try #require(scenes.last)
        #expect(job.halves.map(Self.names) == [["task job", "container job&co", "image job:1"]])
    }

    @Test func aRoleIsCalledByWhatItIsForTheTask() throws {
        let scene = try #require(GraphScene.all(Self.index).first)
        let role = try #require(Self.index.nodes.firstIndex { $0.kind == .role })
        #expect(GraphWords.role(of: role, in: scene, Self.index)(.english) == "execution role + task role")
        #expect(GraphWords.role(of: role, in: scene, Self.index)(.japanese) == "タスク実行ロール + タスクロール")
    }

    @Test func whatIsTooMuchIsCounted() throws {
        var files = SystemExample.files
        let many = (1...12).map { "subnet-\($0)" }.joined(separator: ", ")
        files["template.yaml"] = files["template.yaml"]?.replacing("subnet-1, subnet-2", with: many)
        let graph = GraphIndex(SystemExample.graph(files))
        let half = try #require(GraphScene.all(graph).first?.halves.first)
        let subnets = half.parts.filter { part in
            switch part {
            case .node(let node): graph.nodes[node].kind == .subnet
            case .more(let kind, let count): kind == .subnet && count == 4
            }
        }
        #expect(subnets.count == GraphScene.mostOfAKind + 1)
        #expect(GraphWords.more(.subnet, 4)(.english) == "subnet: 4 more")
    }

    @Test func cardsDoNotTouchAndLinesHaveTracksOfTheirOwn() throws {
        for scene in GraphScene.all(Self.index) {
            for half in scene.halves {
                let layout = GraphLayout(half, scene, Self.index)
                for (above, below) in zip(layout.cards, layout.cards.dropFirst()) {
                    #expect(above.top + above.height < below.top)
                }
                for (number, lane) in layout.lanes.enumerated() {
                    #expect(layout.x(ofTrack: lane.track) >= 0 && layout.x(ofTrack: lane.track) < layout.left)
                    for other in layout.lanes[..<number] where other.track == lane.track {
                        #expect(!other.span.overlaps(lane.span))
                    }
                }
                #expect(layout.cards.last.map { $0.top + $0.height < layout.height } == true)
            }
        }
    }

    @Test func everyEdgeOfAServiceIsInOneOfItsDrawings() throws {
        let scene = try #require(GraphScene.all(Self.index).first)
        let drawn = scene.halves.flatMap {
            GraphLayout($0, scene, Self.index).lanes.flatMap { $0.branches.map(\.edge) }
        }
        #expect(Set(drawn) == Set(scene.edges))
        #expect(drawn.count == scene.edges.count)
    }

    @Test func requestsGoDown() throws {
        let scene = try #require(GraphScene.all(Self.index).first)
        let layout = GraphLayout(scene.halves[0], scene, Self.index)
        for lane in layout.lanes.prefix(3) {
            for branch in lane.branches { #expect(branch.y > lane.start) }
        }
    }

    // MARK: Findings

    @Test func findingsBelongToTheInnermostPart() throws {
        let review = SystemExample.review()
        let findings = review.workloads[0].findings.filter { $0.rule.hasPrefix("X") }
        let owners = GraphFindings(Self.index, findings, dockerfiles: findings.map { _ in ["api/Dockerfile"] })
        let named = zip(Self.index.nodes, owners.ofNodes).filter { !$0.1.isEmpty }
            .map { "\($0.0.kind): \($0.1.map { findings[$0].rule }.joined(separator: " "))" }
        #expect(named.sorted() == ["container: X2 X1", "dockerfile: X2", "scaling: X3"])
    }

    @Test func whatIsInNoDefinitionBelongsToTheDockerfile() throws {
        let file = SourceFile(path: "api/entrypoint.sh", text: "npm start\n")
        let finding = Finding(rule: "X", verdict: .fault, severity: .low, span: file.span(0..<3))
        let owners = GraphFindings(Self.index, [finding], dockerfiles: [["api/Dockerfile"]])
        #expect(
            zip(Self.index.nodes, owners.ofNodes).filter { !$0.1.isEmpty }.map(\.0.kind) == [.dockerfile])
    }

    // MARK: In the page and in the store

    @Test(arguments: Language.allCases) func thePageShowsIt(_ language: Language) throws {
        let text = try HTMLReport.render(SystemExample.review(), language)
        let page = HTMLDocument(text)
        #expect(page.failure == nil)
        #expect(Set(page.ids).count == page.ids.count)
        for reference in Set(page.references) { #expect(page.ids.contains(reference), "#\(reference)") }
        #expect(page.ids.contains("system") && page.ids.contains("tab-system"))
        for words in ["subnet-2", "template.yaml:23", "api/Dockerfile · run", Labels.system(language)] {
            let holds = page.text.contains(words)
            #expect(holds, "\(words)")
        }
        let isEscaped = text.contains("job&amp;co") && !text.contains("job&co")
        #expect(isEscaped)
        let tellsPlace = text.contains("api → main\ntemplate.yaml:28")
        #expect(tellsPlace, "an edge tells where it is written")
        let tellsSecret = text.contains(SystemExample.secret)
        #expect(!tellsSecret)
        // One finding is reached at once, several by their row.
        let leads = text.contains("<a href=\"#finding-x3000000\"><rect") && text.contains("<a href=\"#part-")
        #expect(leads)
    }

    @Test func withoutDefinitionsThereIsNoSuchPage() throws {
        var review = HTMLExample.files(["Dockerfile": "FROM a\nCMD b\n"])
        review.graph = Lazy(value: SystemExample.graph(["Dockerfile": "FROM a\nCMD b\n"]))
        let isThere =
            try HTMLReport.render(review, .english).contains("id=\"system\"")
            || JSONReport.render(review).contains("\"graph\"")
        #expect(!isThere)
    }

    @Test func theStoredReviewDrawsTheSame() throws {
        let live = SystemExample.review()
        let json = try JSONReport.render(live)
        let tellsSecret = json.contains(SystemExample.secret)
        #expect(!tellsSecret)
        let stored = try StoredReview.read(Array(json.utf8), name: "r.json", registry: live.registry)
        for language in Language.allCases {
            let same = try HTMLReport.render(stored, language) == HTMLReport.render(live, language)
            #expect(same)
        }
        let again = try JSONReport.render(stored) == json
        #expect(again)
    }

    @Test func theStoredGraphFitsTheSchema() throws {
        let file = HTMLExample.root + "/docs/schema/review.schema.json"
        let schema = try MiniSchema(Data(contentsOf: URL(filePath: file)))
        #expect(try schema.errors(Data(JSONReport.render(SystemExample.review()).utf8)) == [])
        let text = try String(contentsOfFile: file, encoding: .utf8).filter { !$0.isWhitespace }
        for values in [SystemGraph.Kind.allCases.map(\.rawValue), SystemGraph.Relation.allCases.map(\.rawValue)] {
            #expect(text.contains("[" + values.map { "\"\($0)\"" }.joined(separator: ",") + "]"))
        }
    }

    /// Edges that lead nowhere, and a node that is there twice, as no program wrote them.
    @Test func anUnsoundGraphIsDrawnAsFarAsItGoes() throws {
        let live = SystemExample.review()
        let text = try JSONReport.render(live)
            .replacing("\"from\" : \"service:", with: "\"from\" : \"nothing:")
            .replacing("\"id\" : \"container:", with: "\"id\" : \"task:")
        let stored = try StoredReview.read(Array(text.utf8), name: "r.json", registry: live.registry)
        #expect(HTMLDocument(try HTMLReport.render(stored, .english)).failure == nil)
    }

    @Test(arguments: GraphReport.Format.allCases) func thePrintedGraphTellsNoSecret(_ format: GraphReport.Format) throws
    {
        let tree = MemoryTree(SystemExample.files)
        let text = try GraphReport.render(
            SystemExample.graph(), as: format, .english, ink: Ink(isOn: false), sources: { tree.source($0) })
        #expect(!text.contains(SystemExample.secret))
        #expect(text.contains("AKIA"))
    }
}

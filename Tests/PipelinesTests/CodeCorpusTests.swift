import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// CodePipeline and CodeBuild of the corpus, compared with what a person reads there.
struct CodeCorpusTests {
    private static let corpus: String? = {
        var folder = #filePath
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if DiskTree(root: folder + "/shared/corpus").exists("README.md") { return folder + "/shared/corpus" }
        }
        return nil
    }()

    private static func load(_ folder: String) throws -> Pipelines {
        let tree = DiskTree(root: try #require(corpus) + "/" + folder)
        let found = Discovery.find(in: tree)
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        return PipelineLoader(tree: tree).load(
            found.otherFiles + found.definitionCandidates, infrastructure, workloads: [])
    }

    @Test(.enabled(if: corpus != nil, "../shared is absent"))
    func theFullStackApplication() throws {
        let all = try Self.load("aws-samples__amazon-ecs-fullstack-app-terraform")
        #expect(all.projects.count == 2)
        #expect(all.deploymentGroups.count == 2)
        #expect(all.deployments.map(\.place.path) == ["Infrastructure/Templates/appspec.yaml"])
        let pipelines = all.pipelines.filter { $0.form != .gitHubActions }
        let pipeline = try #require(pipelines.first)
        #expect(pipelines.count == 1)
        #expect(
            pipeline.jobs.map { "\($0.id) <- \($0.needs.joined(separator: "+"))" } == [
                "Source/Source <- ", "Build/Build_server <- Source/Source", "Build/Build_client <- Source/Source",
                "Deploy/Deploy_server <- Build/Build_server+Build/Build_client",
                "Deploy/Deploy_client <- Build/Build_server+Build/Build_client",
            ])
        #expect(pipeline.triggers.map(\.kind) == [.push])
        #expect(pipeline.plainSecrets.isEmpty)
        #expect(pipeline.gaps.isEmpty)
        #expect(pipeline.store?.resource?.resource.type == ResourceType.bucket)
        #expect(pipeline.role?.role?.references.first?.resource.has("aws_iam_role") == true)
        #expect(pipeline.rollsBack.value == true)
        #expect(pipeline.notifies.count == 2)
        for (job, group) in pipeline.deploymentGroups {
            let name = all.deploymentGroups[group].name
            #expect(name.hasSuffix(job == "Deploy/Deploy_server" ? "-server" : "-client"))
        }
        #expect(pipeline.deploymentGroups.count == 2)
        for job in pipeline.jobs where job.id.hasPrefix("Build/") {
            let project = all.projects[try #require(pipeline.projects[job.id])]
            guard case .file(_, path: "Infrastructure/Templates/buildspec.yml", _) = project.spec else {
                Issue.record("\(project.spec)")
                continue
            }
            #expect(project.name.hasSuffix(job.id.hasSuffix("server") ? "-server" : "-client"))
            #expect(job.runner.privileged.value == true)
            #expect(job.variables.count == 12)
            let activities = job.steps.flatMap(\.activities)
            let build = try #require(activities.first { $0.kind == .build }?.build)
            #expect(build.context?.known?.has(job.id.hasSuffix("server") ? "Code/server" : "Code/client") == true)
            let push = try #require(activities.first { $0.kind == .push }?.images.first?.name)
            #expect(push.references.map(\.attribute) == ["repository_url"])
            #expect(push.knownSuffix == ":latest")
        }
    }

    @Test(.enabled(if: corpus != nil, "../shared is absent"))
    func buildspecsAlone() throws {
        let all = try Self.load("aws-containers__ecsdemo-frontend")
        let names = all.pipelines.filter { $0.form == .codeBuild }.map(\.name)
        #expect(names.sorted() == ["buildspec-dockerhub.yml", "buildspec-test.yml", "buildspec.yml"])
    }
}

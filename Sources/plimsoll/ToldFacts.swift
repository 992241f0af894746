import ArgumentParser
import Basics
import RuleKit

/// What people tell of their workloads on the command line.
struct ToldFacts: ParsableArguments {
    @Option(name: .long, help: "CPU units of a copy: 1024 are one vCPU.")
    var cpu: Int?

    @Option(name: .long, help: "MiB of memory of a copy.")
    var memoryMb: Int?

    @Option(name: .long, help: "People who build and run it.")
    var teamSize: Int?

    @Option(name: .long, help: "What they know of Kubernetes: none, some or strong.")
    var kubernetesSkill: AttestedFacts.Skill?

    @Option(name: .long, help: "When it is used: steady, spiky, scheduled or rare.")
    var traffic: AttestedFacts.Traffic?

    @Option(
        name: .long,
        help: "What auditors ask for: pci, hipaa, soc, iso, ismap, fedramp, own-os or none; may be given several times."
    )
    var compliance: [AttestedFacts.Compliance] = []

    @Option(name: .long, help: "Requests a month.")
    var requests: Int?

    @Option(name: .long, help: "Milliseconds that a request takes on average.")
    var requestMs: Int?

    @Option(name: .long, help: "Seconds that the longest request, or run of a job, takes.")
    var maxRequestSeconds: Int?

    @Option(name: .long, help: "MB of the largest response.")
    var maxResponseMb: Int?

    @Option(name: .long, help: "Seconds from the start of the container until it answers.")
    var startSeconds: Int?

    @Option(name: .long, help: "MB of the image, uncompressed.")
    var imageMb: Int?

    @Option(name: .long, help: "Whether it needs a GPU: yes or no.")
    var gpu: YesOrNo?

    @Option(name: .long, help: "Whether it keeps data in files of its container: yes or no.")
    var keepsFiles: YesOrNo?

    @Option(name: .long, help: "What it speaks: http, grpc, websocket, tcp or udp; may be given several times.")
    var protocols: [AttestedFacts.Transport] = []

    @Option(name: .long, help: "Whether the account uses App Runner already: yes or no.")
    var appRunnerCustomer: YesOrNo?

    func facts() throws(Failure) -> AttestedFacts {
        var facts = AttestedFacts()
        try facts.set(.cpu, option: cpu)
        try facts.set(.memory, option: memoryMb)
        try facts.set(.teamSize, option: teamSize)
        try facts.set(.requests, option: requests)
        try facts.set(.requestMilliseconds, option: requestMs)
        try facts.set(.maxRequestSeconds, option: maxRequestSeconds)
        try facts.set(.maxResponseMegabytes, option: maxResponseMb)
        try facts.set(.startSeconds, option: startSeconds)
        try facts.set(.imageMegabytes, option: imageMb)
        facts.kubernetesSkill = kubernetesSkill.map { .init($0, .option("--kubernetes-skill")) }
        facts.traffic = traffic.map { .init($0, .option("--traffic")) }
        if !compliance.isEmpty { facts.compliance = .init(compliance, .option("--compliance")) }
        if !protocols.isEmpty { facts.transports = .init(protocols, .option("--protocols")) }
        facts.gpu = gpu.map { .init($0 == .yes, .option("--gpu")) }
        facts.keepsFiles = keepsFiles.map { .init($0 == .yes, .option("--keeps-files")) }
        facts.appRunnerCustomer = appRunnerCustomer.map { .init($0 == .yes, .option("--app-runner-customer")) }
        return facts
    }
}

import Basics
import Lens
import Testing

/// Criteria that rules name: a renamed one must fail here, not fall silent in a report.
let criteriaNamedByRules: [String] = [
    "OPS_01.multi-stage", "OPS_01.base-lineage", "OPS_01.package-manager", "OPS_02.logs-stdout",
    "SEC_01.user", "SEC_01.dedicated", "SEC_01.file-ownership",
    "OPS_01.minimal", "SEC_04.no-shell", "SEC_04.signed", "PERF_04.base-age",
    "SEC_04.no-debug-tools", "SEC_04.trusted-registry", "SEC_04.verified-downloads", "SEC_04.setuid",
    "SEC_05.no-secrets-in-build", "SEC_05.no-secrets-in-context", "SEC_05.data-outside",
    "REL_02.volumes", "REL_04.base-pinned", "REL_04.labels", "REL_05.health-check",
    "PERF_01.small-base", "PERF_01.one-process", "PERF_01.init", "PERF_01.dockerignore", "PERF_02.small-image",
    "PERF_03.tag", "PERF_03.pinned-packages", "PERF_03.lock-files", "PERF_04.supported-base",
    "PERF_06.cache-order", "PERF_06.related-runs",
    "COST_02.cache", "COST_03.no-build-tools", "COST_03.no-dev-dependencies", "COST_03.no-leftovers",
    "COST_04.base", "COST_04.package-flags", "COST_04.multi-stage", "COST_04.copy-not-add", "COST_04.workdir",
    "COST_04.dockerignore", "COST_05.sigterm", "COST_05.drain", "COST_06.platforms", "COST_07.start-up",
    "SUSTAINABILITY_01.small", "SUSTAINABILITY_01.build-time", "SUSTAINABILITY_02.multi-arch",
    "SUSTAINABILITY_03.fresh-parents",
    "DP_01.small", "DP_02.multi-stage", "DP_03.parent", "DP_04.no-latest", "DP_05.scan", "DP_06.stateless",
    "12F_01.one-image", "12F_02.lock", "12F_02.strict", "12F_02.pinned", "12F_03.env", "12F_03.no-secrets",
    "12F_03.no-per-environment-image", "12F_04.no-baked-hosts", "12F_05.no-runtime-build", "12F_06.stateless",
    "12F_07.port", "12F_07.all-interfaces", "12F_08.processes", "12F_09.sigterm", "12F_09.fast-start",
    "12F_10.parity", "12F_11.stdout", "12F_12.same-image",
    "ECS_01.static", "ECS_02.one-process", "ECS_03.sigterm", "ECS_04.stdout", "ECS_05.version-tag", "ECS_06.small",
]

@Suite struct CatalogueTests {
    @Test(arguments: [("CBL", 29), ("DP", 6), ("12F", 12), ("ECS", 55)])
    func everyQuestionOfTheSourceIsThere(set id: String, count: Int) throws {
        let set = try #require(Catalogue.sets.first { $0.id == id })
        #expect(set.groups.flatMap(\.questions).count == count)
    }

    @Test func groupsHaveTheSizesOfTheirSource() {
        let sizes = Catalogue.sets.flatMap(\.groups).map { "\($0.id) \($0.questions.count)" }
        #expect(
            sizes == [
                "OPS 2", "SEC 5", "REL 5", "PERF 6", "COST 8", "SUSTAINABILITY 3", "DP 6", "12F 12",
                "IMAGE 6", "TASK_DEFINITION 10", "AUTO_SCALING 5", "CLUSTER 4", "NETWORK 4", "STORAGE 6",
                "AUTOMATION 5", "SECURITY 11", "OBSERVABILITY 4",
            ])
    }

    @Test func idsAreUnique() {
        let questions = Catalogue.all.map(\.id)
        let criteria = Catalogue.all.flatMap(\.criteria).map(\.id)
        #expect(Set(questions).count == questions.count)
        #expect(Set(criteria).count == criteria.count)
    }

    @Test func idsCountUpWithoutGaps() {
        var expected: [String] = []
        for (pillar, count) in [("OPS", 2), ("SEC", 5), ("REL", 5), ("PERF", 6), ("COST", 8), ("SUSTAINABILITY", 3)] {
            expected += (1...count).map { "CONTAINER_BUILD_\(pillar)_0\($0)" }
        }
        for (set, count) in [("DP", 6), ("12F", 12), ("ECS", 55)] {
            expected += (1...count).map { $0 < 10 ? "\(set)-0\($0)" : "\(set)-\($0)" }
        }
        #expect(Catalogue.all.map(\.id) == expected)
    }

    @Test(arguments: criteriaNamedByRules)
    func criterionThatRulesNameExists(id: String) {
        #expect(Catalogue.criterion(id: id)?.id == id)
    }

    @Test func lookUpFindsEveryIdAndNothingElse() {
        for question in Catalogue.all {
            #expect(Catalogue.question(id: question.id)?.id == question.id)
            for criterion in question.criteria {
                #expect(Catalogue.criterion(id: criterion.id)?.id == criterion.id)
                #expect(Catalogue.question(ofCriterion: criterion.id)?.id == question.id)
            }
        }
        #expect(Catalogue.question(id: "SEC_01") == nil)
        #expect(Catalogue.criterion(id: "SEC_01.nobody") == nil)
        #expect(Catalogue.question(ofCriterion: "") == nil)
    }
}

@Suite struct CatalogueQuestionTests {
    @Test(arguments: Catalogue.all.map(\.id))
    func criteriaBelongToTheirQuestion(id: String) throws {
        let question = try #require(Catalogue.question(id: id))
        var prefix = id.replacing("-", with: "_")
        if prefix.hasPrefix("CONTAINER_BUILD_") { prefix.removeFirst("CONTAINER_BUILD_".count) }
        #expect((1...8).contains(question.criteria.count))
        for criterion in question.criteria {
            let parts = criterion.id.split(separator: ".")
            #expect(parts.count == 2 && parts.first.map(String.init) == prefix, "\(criterion.id)")
            #expect(parts.last?.utf8.allSatisfy(isWordByte) == true, "\(criterion.id)")
            #expect(!criterion.by.isEmpty && Set(criterion.by).count == criterion.by.count, "\(criterion.id)")
        }
    }

    @Test(arguments: Catalogue.all.map(\.id))
    func linksArePublicPages(id: String) throws {
        let links = try #require(Catalogue.question(id: id)).links
        #expect(!links.isEmpty && Set(links).count == links.count)
        for link in links {
            #expect(link.hasPrefix("https://") && !link.contains(" "), "\(link)")
        }
    }

    @Test(arguments: Catalogue.all.map(\.id))
    func textsReadWellInBothLanguages(id: String) throws {
        let question = try #require(Catalogue.question(id: id))
        #expect(question.title.en.hasSuffix("?"))
        #expect(question.title.ja.hasSuffix("か"))
        #expect(question.why.en.hasSuffix(".") && question.why.ja.hasSuffix("。"))
        var texts = [question.title, question.why]
        for criterion in question.criteria {
            #expect(!criterion.title.en.hasSuffix(".") && !criterion.title.ja.hasSuffix("。"), "\(criterion.id)")
            #expect(!criterion.needs.en.hasSuffix("."), "\(criterion.id)")
            #expect(["す。", "せん。", "さい。"].contains { criterion.needs.ja.hasSuffix($0) }, "\(criterion.id)")
            texts += [criterion.title, criterion.needs]
        }
        for text in texts { expectBothLanguages(text) }
    }

    @Test func groupsAndSetsHaveTitlesInBothLanguages() {
        for set in Catalogue.sets {
            expectBothLanguages(set.title)
            for group in set.groups { expectBothLanguages(group.title) }
        }
    }
}

private func expectBothLanguages(_ text: Text) {
    #expect(!text.en.isEmpty && text.en.utf8.allSatisfy { $0 < 0x80 && $0 != 0x0A }, "\(text.en)")
    #expect(text.ja.unicodeScalars.contains(where: isJapanese) && !text.ja.contains("\n"), "\(text.ja)")
    #expect(longestEnglishRun(text.ja) <= 4, "left in English: \(text.ja)")
    #expect(unspacedBoundary(text.ja) == nil, "no space between Japanese and ASCII: \(text.ja)")
    #expect(text.placeholders(.english).isEmpty && text.placeholders(.japanese).isEmpty, "\(text.en)")
    #expect(codeSpans(text.en) == codeSpans(text.ja), "code differs: \(text.ja)")
}

/// What stands between backquotes, sorted: the order of words differs between the languages.
private func codeSpans(_ text: String) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }.sorted()
}

private func isWordByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
}

/// Kana and kanji; punctuation and full-width brackets are not meant.
private func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
    (0x3041...0x30FF).contains(scalar.value) && scalar.value != 0x30FB || (0x4E00...0x9FFF).contains(scalar.value)
}

/// How many ASCII words follow each other: a sentence that nobody translated has many.
private func longestEnglishRun(_ text: String) -> Int {
    var longest = 0
    var run = 0
    for word in text.split(separator: " ") {
        run = word.utf8.allSatisfy { $0 < 0x80 } ? run + 1 : 0
        longest = max(longest, run)
    }
    return longest
}

/// A place where a letter, digit or backquote touches Japanese without a space.
private func unspacedBoundary(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    for (left, right) in zip(scalars, scalars.dropFirst()) {
        if isJapanese(left) && isASCIIWord(right) || isASCIIWord(left) && isJapanese(right) {
            return "\(left)\(right)"
        }
    }
    return nil
}

private func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "`" || scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
}

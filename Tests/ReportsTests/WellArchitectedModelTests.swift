import Basics
import Foundation
import Reports
import Rules
import Testing

/// The service's own model, as botocore brings it, takes what is written.
struct WellArchitectedModelTests {
    /// Whether Python can load the model; `pip install botocore` brings it.
    private static let hasModel: Bool = (try? run("import botocore.loaders, botocore.validate", "")) == ""

    private static let script = """
        import json, sys
        from botocore.loaders import Loader
        from botocore.model import ServiceModel
        from botocore.validate import ParamValidator
        model = ServiceModel(Loader().load_service_model('wellarchitected', 'service-2'))
        operation, inputs = json.load(sys.stdin)
        shape = model.operation_model(operation).input_shape
        def strings(shape, value, path):
            # The validator leaves longest lengths, patterns and enums to the service.
            if shape.type_name == 'structure':
                for name, part in value.items(): yield from strings(shape.members[name], part, path + '.' + name)
            elif shape.type_name == 'map':
                for name, part in value.items():
                    yield from strings(shape.key, name, path)
                    yield from strings(shape.value, part, path + '.' + name)
            elif shape.type_name == 'list':
                for part in value: yield from strings(shape.member, part, path)
            elif shape.type_name == 'string':
                yield shape, value, path
        import re
        for value in inputs:
            report = ParamValidator().validate(value, shape)
            if report.has_errors(): print(report.generate_report())
            for string, text, path in strings(shape, value, operation):
                rules = string.metadata
                size = len(text.encode('utf-16-le')) // 2
                if not rules.get('min', 0) <= size <= rules.get('max', 1 << 30): print(path, 'length', size)
                if rules.get('enum') and text not in rules['enum']: print(path, text)
                if rules.get('pattern') and not re.fullmatch(rules['pattern'], text): print(path, text)
        """

    @Test(.enabled(if: hasModel, "python3 with botocore is not here"), arguments: Language.allCases)
    func theServiceModelTakesTheAnswers(language: Language) throws {
        let inputs = try UpdateAnswers.render(
            try SampleReview.full(), language, workload: UpdateAnswers.placeholderWorkload,
            lens: UpdateAnswers.placeholderLens)
        #expect(try Self.run(Self.script, "[\"UpdateAnswer\", \(inputs)]") == "")
    }

    @Test(.enabled(if: hasModel, "python3 with botocore is not here"), arguments: Language.allCases)
    func theServiceModelTakesTheLens(language: Language) throws {
        let lens = try CustomLens.render(language, registry: .all)
        let input = try JSONEncoder().encode([["JSONString": lens, "ClientRequestToken": "token"]])
        #expect(try Self.run(Self.script, "[\"ImportLens\", \(String(decoding: input, as: UTF8.self))]") == "")
    }

    @Test(.enabled(if: hasModel, "python3 with botocore is not here"))
    func theCheckCanFail() throws {
        let input = #"[{"WorkloadId": "x", "QuestionId": "q", "ChoiceUpdates": {"a": {"Status": "YES"}}}]"#
        let report = try #require(try Self.run(Self.script, "[\"UpdateAnswer\", \(input)]"))
        for part in ["LensAlias", "UpdateAnswer.WorkloadId", "YES"] { #expect(report.contains(part)) }
    }

    /// What a Python script prints of its input; nil when it fails.
    private static func run(_ script: String, _ input: String) throws -> String? {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "input.json")
        try Data(input.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: text, as: UTF8.self) : nil
    }
}

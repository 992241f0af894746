import Basics

@testable import Templates

/// What the reader of Terraform's files promises.
enum HCLCheck {
    static func file(_ bytes: [UInt8]) {
        let source = SourceFile(path: "main.tf", bytes: bytes)
        let file = TerraformFile(source)
        for problem in file.problems { DocumentCheck.inside(problem.range, bytes.count) }
        var check = Walk(source: source)
        check.contents(file.contents, 0..<bytes.count, depth: 0)
        precondition(check.expressions <= 4 * bytes.count + 16, "there are no more expressions than text")
    }

    private struct Walk {
        let source: SourceFile
        var expressions = 0

        mutating func contents(_ contents: HCLContents, _ outer: Range<Int>, depth: Int) {
            for attribute in contents.attributes {
                within(attribute.nameRange, outer)
                expression(attribute.value, outer)
                again(attribute.value)
            }
            var end = outer.lowerBound
            for block in contents.blocks {
                within(block.range, outer)
                within(block.heading, block.range)
                precondition(block.range.lowerBound >= end, "blocks stand one after another")
                end = block.range.upperBound
                self.contents(block.contents, block.range, depth: depth + 1)
            }
        }

        /// The text of a value, read alone, is the same value.
        private func again(_ value: HCLExpression) {
            if case .invalid = value.kind { return }
            // A heredoc ends behind its line.
            guard !source.bytes[value.range].contains(UInt8(ascii: "<")) else { return }
            var parser = HCLParser(source, value.range)
            let second = parser.expression(depth: 0)
            precondition(!parser.isBroken && parser.at == value.range.upperBound, "a value can be read alone")
            precondition(String(describing: second.kind) == String(describing: value.kind))
        }

        private func within(_ range: Range<Int>, _ outer: Range<Int>) {
            precondition(outer.lowerBound <= range.lowerBound && range.upperBound <= outer.upperBound)
        }

        private mutating func expression(_ value: HCLExpression, _ outer: Range<Int>) {
            expressions += 1
            within(value.range, outer)
            let all = { (inner: HCLExpression?) in inner.map { [$0] } ?? [] }
            var inner: [HCLExpression] = []
            switch value.kind {
            case .null, .bool, .number, .invalid: return
            case .template(let parts): return self.parts(parts, outer)
            case .tuple(let items): inner = items
            case .object(let items): inner = items.flatMap { [$0.key, $0.value] }
            case .loop(let loop):
                inner = [loop.collection, loop.result] + all(loop.resultKey) + all(loop.condition)
            case .conditional(let condition, let then, let otherwise): inner = [condition, then, otherwise]
            case .unary(_, let operand): inner = [operand]
            case .chain(let first, let rest): inner = [first] + rest.map(\.value)
            case .call(_, let arguments, _): inner = arguments
            case .traversal(_, let steps): inner = self.steps(steps)
            case .postfix(let base, let steps): inner = [base] + self.steps(steps)
            }
            for expression in inner { self.expression(expression, outer) }
        }

        private func steps(_ steps: [HCLStep]) -> [HCLExpression] {
            steps.compactMap { if case .index(let key) = $0 { key } else { nil } }
        }

        private mutating func parts(_ parts: [HCLPart], _ outer: Range<Int>) {
            for part in parts {
                switch part {
                case .literal(let text, let range, let isVerbatim):
                    within(range, outer)
                    if isVerbatim { precondition(text == source.text(range), "verbatim text stands in the file") }
                case .value(let value): expression(value, outer)
                case .condition(let condition, let then, let otherwise):
                    expression(condition, outer)
                    self.parts(then, outer)
                    self.parts(otherwise, outer)
                case .loop(_, _, let collection, let body):
                    expression(collection, outer)
                    self.parts(body, outer)
                }
            }
        }
    }
}

import Basics
import ECSModel

/// One instance of a module while it is worked out: the root, or what a module block makes.
final class TerraformModule {
    let folder: TerraformFolder
    /// `module.app.` or, for the root, nothing.
    let path: String
    let parent: TerraformModule?
    let depth: Int
    /// What the caller passes, worked out in its frame when asked for.
    let inputs: [String: (HCLExpression, TerraformFrame)]
    /// Of the root: values of variable files.
    let given: [String: TerraformValue]

    enum Memo {
        case working
        case done(TerraformValue)
    }

    var variables: [String: Memo] = [:]
    var locals: [String: Memo] = [:]
    var outputs: [String: Memo] = [:]
    /// Attributes of resources that were asked for by others, by address and name.
    var attributes: [String: Memo] = [:]
    var instances: [String: TerraformInstances] = [:]
    var working: Set<String> = []
    var children: [String: TerraformModule?] = [:]

    init(
        folder: TerraformFolder, path: String = "", parent: TerraformModule? = nil,
        inputs: [String: (HCLExpression, TerraformFrame)] = [:], given: [String: TerraformValue] = [:]
    ) {
        self.folder = folder
        self.path = path
        self.parent = parent
        self.inputs = inputs
        self.given = given
        depth = (parent?.depth ?? -1) + 1
    }

    /// Lets go of what was worked out. A module and those that it calls know each other: without this none of them would
    /// be freed.
    func forget() {
        let children = children
        (variables, locals, outputs, attributes) = ([:], [:], [:], [:])
        (instances, self.children) = ([:], [:])
        for case let child? in children.values { child.forget() }
    }

    func block(_ address: String) -> TerraformResourceBlock? {
        folder.resourceIndex[address].map { folder.resources[$0] }
    }

    func call(_ name: String) -> TerraformResourceBlock? { folder.moduleIndex[name].map { folder.modules[$0] } }

    /// The folder of the root, which paths count from.
    var rootFolder: String {
        var module = self
        while let parent = module.parent { module = parent }
        return module.folder.path
    }
}

/// Where an expression is worked out: its file, its module, and the names that loops give.
struct TerraformFrame {
    let module: TerraformModule
    var source: SourceFile
    /// `each`, `count`, and the variables of `for` and `dynamic`.
    var names: [String: TerraformValue] = [:]

    func place(_ range: Range<Int>) -> Place { Place(source, range) }

    func place(_ expression: HCLExpression) -> Place { Place(source, expression.range) }

    /// The text of an expression, for people.
    func text(_ expression: HCLExpression) -> String {
        let range = expression.range
        let cut = range.lowerBound..<min(range.upperBound, range.lowerBound + 160)
        var text = source.text(cut)
        if text.utf8.contains(0x0A) {
            text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        return range.count > 160 ? text + "…" : text
    }
}

import Basics

/// What stands between the braces of a block, or in a file.
struct HCLContents: Sendable {
    var attributes: [HCLAttribute] = []
    var blocks: [HCLBlock] = []

    /// The value of an attribute; of one that is written twice the last.
    subscript(name: String) -> HCLExpression? { attributes.last { $0.name == name }?.value }

    func blocks(_ type: String) -> [HCLBlock] { blocks.filter { $0.type == type } }
}

/// `name = value`.
struct HCLAttribute: Sendable {
    var name: String
    var nameRange: Range<Int>
    var value: HCLExpression
}

/// `type "label" { … }`.
struct HCLBlock: Sendable {
    var type: String
    var labels: [String]
    /// The type and the labels.
    var heading: Range<Int>
    var range: Range<Int>
    var contents: HCLContents
}

/// An expression of HCL's native syntax. Grammar: hashicorp/hcl, hclsyntax/spec.md.
struct HCLExpression: Sendable {
    indirect enum Kind: Sendable {
        case null
        case bool(Bool)
        /// As written.
        case number(String)
        /// A text in quotes or a heredoc.
        case template([HCLPart])
        case tuple([HCLExpression])
        case object([HCLItem])
        case loop(HCLLoop)
        case conditional(HCLExpression, then: HCLExpression, otherwise: HCLExpression)
        case unary([HCLOperator], HCLExpression)
        /// Operators of one precedence, from left to right: a long chain is no deep tree.
        case chain(HCLExpression, [HCLOperand])
        case call(String, [HCLExpression], expandsLast: Bool)
        /// A name and what follows it: `var.name`, `aws_subnet.a[0].id`.
        case traversal(String, [HCLStep])
        case postfix(HCLExpression, [HCLStep])
        /// It could not be read.
        case invalid
    }

    var kind: Kind
    var range: Range<Int>
}

enum HCLOperator: Sendable {
    case or, and, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, plus, minus, times, divide, modulo, not

    /// How tightly it binds: 0 least.
    var level: Int {
        switch self {
        case .or: 0
        case .and: 1
        case .equal, .notEqual: 2
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 3
        case .plus, .minus: 4
        case .times, .divide, .modulo, .not: 5
        }
    }
}

struct HCLOperand: Sendable {
    var sign: HCLOperator
    var value: HCLExpression
}

/// `key = value` of an object. A bare name as a key is a text.
struct HCLItem: Sendable {
    var key: HCLExpression
    var value: HCLExpression
}

/// `[for key, value in collection : result if condition]`, in braces with a key of the result.
struct HCLLoop: Sendable {
    var keyName: String?
    var valueName: String
    var collection: HCLExpression
    /// Of an object.
    var resultKey: HCLExpression?
    var result: HCLExpression
    /// `value...`: values of one key are gathered.
    var isGrouped: Bool
    var condition: HCLExpression?
}

enum HCLStep: Sendable {
    case attribute(String)
    case index(HCLExpression)
    /// `[*]`, which all following steps belong to, and `.*`, which only the following names belong to.
    case splat(isFull: Bool)
}

/// A piece of a template.
indirect enum HCLPart: Sendable {
    /// `isVerbatim`: the bytes of the range are the text's own.
    case literal(String, Range<Int>, isVerbatim: Bool)
    case value(HCLExpression)
    case condition(HCLExpression, [HCLPart], [HCLPart])
    case loop(key: String?, value: String, HCLExpression, [HCLPart])
}

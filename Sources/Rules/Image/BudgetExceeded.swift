import Basics
import ImageScan
import OCIImage
import RuleKit

struct BudgetExceeded: Rule {
    static let about = About(
        id: "IM308", since: "0.1", severity: .high,
        title: Text(en: "The image exceeds its budget", ja: "イメージがサイズの上限を超えている"),
        why: Text(
            en: "The repository says what its image may weigh: more of it makes every pull and every start slower.",
            ja: "リポジトリで定めたイメージの上限を超えています。大きいほどプルと起動が遅くなります。"),
        remedy: Text(
            en: "Take out what is not needed (the findings about waste name it), or raise the limit on purpose.",
            ja: "不要なもの (無駄に関する指摘を参照) を取り除くか、妥当と判断したうえで上限を引き上げてください。"),
        message: Text(
            en: """
                {limit|size=The image weighs|stored=A pull transfers|layer=Layer|Containers see only} {where}{where|=| weighs }\
                {value}{limit|efficiency=% of the bytes; the budget asks for |; the budget allows }{bound}\
                {limit|efficiency=%|}
                """,
            ja: """
                {limit|size=イメージのサイズ|stored=プルの転送量|layer=レイヤー |コンテナから見えるバイトの割合}{where}\
                {where|=| のサイズ}が {value}{limit|efficiency=% で、下限の | で、上限の }{bound}\
                {limit|efficiency=% を下回っています| を超えています}
                """),
        proof: Text(
            en: "The image stays within its budget: {value} of {bound}", ja: "イメージは上限内です: {bound} 中 {value}"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/bestpracticesguide/load-and-scale.html"],
        answers: ["PERF_05.size-budget", "PERF_02.small-image"],
        fails: [
            """
            === plimsoll.yml
            budget:
              ⟦size: 10 MB⟧
            === image
            LAYER COPY a /
            0644 a (12 MB)
            """,
            """
            === plimsoll.yml
            budget:
              ⟦layer: 5 MB⟧
            === image
            LAYER COPY a /
            0644 a (4 MB)
            LAYER COPY b /
            0644 b (6 MB)
            """,
            """
            === plimsoll.yml
            budget:
              ⟦efficiency: 95%⟧
            === image
            LAYER COPY a /
            0644 a (4 MB)
            LAYER COPY b /
            0644 a (6 MB)
            """,
        ],
        passes: [
            """
            === plimsoll.yml
            budget:
              size: 100 MB
              layer: 50 MB
            === image
            LAYER COPY a /
            0644 a (12 MB)
            """,
            """
            === image
            LAYER COPY a /
            0644 a (12 MB)
            """,
        ],
        proves: [
            """
            === plimsoll.yml
            budget:
              ⟦stored-size: 100 MB⟧
            === image
            LAYER COPY a /
            0644 a (12 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard let budget = subject.budget else { return }
        let image = subject.image
        var isOver = false
        func over(_ limit: String, _ value: String, _ bound: String, _ layer: String = "", _ at: Span? = nil) {
            isOver = true
            report.fault(
                at: budget.span, ["limit": limit, "value": value, "bound": bound, "where": layer],
                related: at.map { [.init($0, Text(en: "made here", ja: "ここで作成"))] } ?? [])
        }
        func size(_ limit: String, _ value: Int, _ bound: Int?) {
            if let bound, value > bound { over(limit, ByteSize.shown(value), ByteSize.shown(bound)) }
        }
        size("size", image.size, budget.size)
        size("stored", image.storedSize, budget.storedSize)
        let largest = image.layers.indices.max { image.layers[$0].size < image.layers[$1].size }
        if let bound = budget.layer, let largest, image.layers[largest].size > bound {
            over(
                "layer", ByteSize.shown(image.layers[largest].size), ByteSize.shown(bound), subject.told(largest),
                subject.span(ofLayer: largest))
        }
        if let bound = budget.efficiency, image.waste.efficiency < bound {
            over("efficiency", Self.percent(image.waste.efficiency), Self.percent(bound))
        }
        guard !isOver else { return }
        if let bound = budget.storedSize {
            report.holds(at: budget.span, ["value": ByteSize.shown(image.storedSize), "bound": ByteSize.shown(bound)])
        } else if let bound = budget.size {
            report.holds(at: budget.span, ["value": ByteSize.shown(image.size), "bound": ByteSize.shown(bound)])
        }
    }

    /// Rounded down, so that a share below the bound is never shown as the bound.
    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded(.down))
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}

package import Basics
package import Pricing

/// What a service costs a month for a workload, as far as compute goes.
package enum CostLine: Sendable, Hashable {
    /// Not asked: the service cannot run the workload.
    case notCounted
    case counted(Amount)
    case notPriced(Text)

    package struct Amount: Sendable, Hashable {
        package let money: Money
        /// How it was counted.
        package let text: Text
        /// What else is paid and not in it.
        package let without: Text?
        /// Where the prices stand.
        package let sources: [Link]
        package let date: Day
    }
}

/// A price of a day, with the page it stands on.
package struct AdvicePrice: Sendable, Hashable {
    package enum Item: String, Sendable, Hashable, CaseIterable {
        case lambdaGBSecond = "lambda-x86-gb-second"
        case lambdaARMGBSecond = "lambda-arm-gb-second"
        case lambdaRequest = "lambda-million-requests"
        case appRunnerCPU = "app-runner-vcpu-hour"
        case appRunnerMemory = "app-runner-gb-hour"
        case instance = "m7i-large-hour"
        case armInstance = "m7g-large-hour"
        case cluster = "eks-cluster-hour"
    }

    package let item: Item
    package let region: String
    /// Of a million requests, an hour, or a GB and a second.
    package let dollars: Exact
    package let date: Day
    package let source: Link

    package static func find(_ item: Item, _ region: String) -> AdvicePrice? {
        all.first { $0.item == item && $0.region == region }
    }

    /// List prices in USD without free tiers. A Region that is not here is not priced.
    package static let all: [AdvicePrice] = Self.table(
        """
        lambda-x86-gb-second us-east-1 0.0000166667 2026-09-20 https://aws.amazon.com/lambda/pricing/
        lambda-arm-gb-second us-east-1 0.0000133334 2026-09-20 https://aws.amazon.com/lambda/pricing/
        lambda-million-requests us-east-1 0.2 2026-09-20 https://aws.amazon.com/lambda/pricing/
        lambda-x86-gb-second ap-northeast-1 0.0000166667 2026-09-23 https://aws.amazon.com/lambda/pricing/
        lambda-arm-gb-second ap-northeast-1 0.0000133334 2026-09-23 https://aws.amazon.com/lambda/pricing/
        lambda-million-requests ap-northeast-1 0.2 2026-09-23 https://aws.amazon.com/lambda/pricing/
        app-runner-vcpu-hour us-east-1 0.064 2026-04-13 https://aws.amazon.com/apprunner/pricing/
        app-runner-gb-hour us-east-1 0.007 2026-04-13 https://aws.amazon.com/apprunner/pricing/
        app-runner-vcpu-hour ap-northeast-1 0.081 2026-04-13 https://aws.amazon.com/apprunner/pricing/
        app-runner-gb-hour ap-northeast-1 0.009 2026-04-13 https://aws.amazon.com/apprunner/pricing/
        m7i-large-hour us-east-1 0.1008 2026-09-21 https://aws.amazon.com/ec2/pricing/on-demand/
        m7g-large-hour us-east-1 0.0816 2026-06-17 https://aws.amazon.com/ec2/pricing/on-demand/
        m7i-large-hour ap-northeast-1 0.1302 2026-09-21 https://aws.amazon.com/ec2/pricing/on-demand/
        eks-cluster-hour us-east-1 0.1 2026-06-13 https://aws.amazon.com/eks/pricing/
        eks-cluster-hour ap-northeast-1 0.1 2026-09-18 https://aws.amazon.com/eks/pricing/
        """)

    private static func table(_ text: String) -> [AdvicePrice] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 5, let item = Item(rawValue: words[0]), let dollars = Exact(words[2]),
                let date = Day(words[3])
            else { return nil }
            return AdvicePrice(
                item: item, region: words[1], dollars: dollars, date: date, source: Link(stringLiteral: words[4]))
        }
    }
}

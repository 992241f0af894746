package import Basics

/// An estimate as it is stored: what programs read of it.
package struct CostRecord: Encodable, Sendable {
    package let prices: Prices
    package let assumptions: [Text]
    package let environments: [Environment]

    package struct Prices: Encodable, Sendable {
        package let date: String
        package let jpyPerUSD: Double
        /// Why the prices should not be trusted.
        package let doubt: Text?
    }

    package struct Amount: Encodable, Sendable {
        package let usd: Range<Double>
        package let jpy: Range<Int>

        package struct Range<Number: Encodable & Sendable>: Encodable, Sendable {
            package let low: Number
            package let high: Number
        }

        package init(_ money: Money, _ rate: Exact) {
            let yen = money.yen(rate)
            usd = Range(low: Double(money.low) / 100, high: Double(money.high) / 100)
            jpy = Range(low: yen.low, high: yen.high)
        }
    }

    package struct Environment: Encodable, Sendable {
        package let name: String
        package let assumption: String
        package let total: Amount
        package let services: [Service]
    }

    package struct Service: Encodable, Sendable {
        package let name: String
        package let path: String
        package let line: Int
        package let region: String
        package let summary: Text
        package let items: [Item]
        package let total: Amount
        /// False when something that costs money is not in the total.
        package let isWhole: Bool
        package let notes: [Text]
        package let savings: [Saved]
        package let wayOut: Way?
    }

    package struct Item: Encodable, Sendable {
        package let kind: String
        package let title: Text
        package let unit: Text
        package let quantity: Amount.Range<Double>
        package let usdPerUnit: Amount.Range<Double>
        package let amount: Amount
    }

    package struct Saved: Encodable, Sendable {
        package let kind: String
        package let title: Text
        package let amount: Amount
        package let needs: Text
        package let risks: Text
    }

    package struct Way: Encodable, Sendable {
        package let endpoints: [String]
        package let publicIPv4: Amount
        package let natGateways: Amount
        package let interfaceEndpoints: Amount
        package let breakEven: Text
    }

    package init(_ estimate: CostEstimate, today: Day) {
        let rate = estimate.yenPerDollar
        prices = Prices(
            date: estimate.prices.date.description, jpyPerUSD: rate.double, doubt: estimate.prices.doubt(today: today))
        assumptions = CostWords.assumptions(estimate.settings, estimate.prices)
        environments = estimate.environments.map { environment in
            Environment(
                name: environment.name, assumption: environment.assumption, total: Amount(environment.total, rate),
                services: environment.bills.map { Self.service($0, rate) })
        }
    }

    private static func service(_ bill: ServiceBill, _ rate: Exact) -> Service {
        func range(_ spread: Spread) -> Amount.Range<Double> {
            Amount.Range(low: spread.low.double, high: spread.high.double)
        }
        return Service(
            name: bill.facts.name, path: bill.facts.path, line: bill.facts.line, region: bill.region,
            summary: CostWords.summary(bill.facts),
            items: bill.items.map {
                Item(
                    kind: $0.kind.rawValue, title: CostWords.title($0.kind), unit: CostWords.unit($0.kind),
                    quantity: range($0.quantity), usdPerUnit: range($0.price), amount: Amount($0.money, rate))
            },
            total: Amount(bill.total, rate), isWhole: bill.isWhole, notes: bill.notes,
            savings: bill.savings.map {
                Saved(
                    kind: $0.kind.rawValue, title: $0.title, amount: Amount($0.money, rate), needs: $0.needs,
                    risks: $0.risks)
            },
            wayOut: bill.wayOut.map {
                Way(
                    endpoints: $0.endpoints, publicIPv4: Amount($0.publicAddresses, rate),
                    natGateways: Amount($0.nat, rate), interfaceEndpoints: Amount($0.viaEndpoints, rate),
                    breakEven: CostWords.breakEven($0))
            })
    }
}

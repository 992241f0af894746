/// What a price file has a number for, in each Region.
package enum PriceKey: String, Sendable, CaseIterable, Hashable {
    case x86CPU = "fargate-x86-vcpu-hour"
    case x86Memory = "fargate-x86-gb-hour"
    case armCPU = "fargate-arm-vcpu-hour"
    case armMemory = "fargate-arm-gb-hour"
    case ephemeral = "fargate-ephemeral-gb-hour"
    /// Shares that Spot is cheaper by: its price moves.
    case spotLeast = "fargate-spot-discount-least"
    case spotMost = "fargate-spot-discount-most"
    case planOneYear = "savings-plan-discount-1-year"
    case planThreeYears = "savings-plan-discount-3-years"
    case publicIPv4 = "public-ipv4-hour"
    case balancerHour = "alb-hour"
    case balancerUnit = "alb-lcu-hour"
    case natHour = "nat-gateway-hour"
    case natData = "nat-gateway-gb"
    case endpointHour = "interface-endpoint-hour"
    case endpointData = "interface-endpoint-gb"
    case logsIngestion = "cloudwatch-logs-ingestion-gb"
    case logsStorage = "cloudwatch-logs-storage-gb-month"
    case s3Storage = "s3-storage-gb-month"
    case s3Writes = "s3-put-1000"
    case registry = "ecr-storage-gb-month"

    /// Whether it is a part of a price, not a price.
    var isShare: Bool { rawValue.contains("discount") }
}

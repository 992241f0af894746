package import Basics

extension PriceFile {
    /// The prices that are compiled in, in the form of a file that a user may give.
    ///
    /// List prices in USD. The date is the month that the sources of Fargate's prices speak for.
    /// Sources: aws.amazon.com/fargate/pricing as told by cloudburn.io (2026-04), wring.co (2026-03), vantage.sh (ARM);
    /// clyr.co.jp (Tokyo, 2025-09); NAT and endpoints zacfukuda.com (2026-06), chariosan.com; CloudWatch Logs and S3 in
    /// Tokyo awsi.click; the load balancer, ECR, S3 requests and the plan of one year are AWS's long-standing list.
    package static let builtInText = """
        # Prices that plimsoll cost counts with. USD, list prices, without free tiers and taxes.
        date = 2026-03-01
        # A round figure for orientation, not a market rate: give today's with --jpy.
        jpy-per-usd = 150

        [us-east-1]
        fargate-x86-vcpu-hour = 0.04048
        fargate-x86-gb-hour = 0.004445
        fargate-arm-vcpu-hour = 0.03238
        fargate-arm-gb-hour = 0.00356
        fargate-ephemeral-gb-hour = 0.000111
        fargate-spot-discount-least = 0.6
        fargate-spot-discount-most = 0.7
        savings-plan-discount-1-year = 0.2
        savings-plan-discount-3-years = 0.52
        public-ipv4-hour = 0.005
        alb-hour = 0.0225
        alb-lcu-hour = 0.008
        nat-gateway-hour = 0.045
        nat-gateway-gb = 0.045
        interface-endpoint-hour = 0.01
        interface-endpoint-gb = 0.01
        cloudwatch-logs-ingestion-gb = 0.5
        cloudwatch-logs-storage-gb-month = 0.03
        s3-storage-gb-month = 0.023
        s3-put-1000 = 0.005
        ecr-storage-gb-month = 0.1

        [ap-northeast-1]
        fargate-x86-vcpu-hour = 0.05056
        fargate-x86-gb-hour = 0.00553
        fargate-arm-vcpu-hour = 0.04045
        fargate-arm-gb-hour = 0.00442
        fargate-ephemeral-gb-hour = 0.000133
        fargate-spot-discount-least = 0.6
        fargate-spot-discount-most = 0.7
        savings-plan-discount-1-year = 0.2
        savings-plan-discount-3-years = 0.52
        public-ipv4-hour = 0.005
        alb-hour = 0.0243
        alb-lcu-hour = 0.008
        nat-gateway-hour = 0.062
        nat-gateway-gb = 0.062
        interface-endpoint-hour = 0.014
        interface-endpoint-gb = 0.01
        cloudwatch-logs-ingestion-gb = 0.76
        cloudwatch-logs-storage-gb-month = 0.033
        s3-storage-gb-month = 0.025
        s3-put-1000 = 0.0047
        ecr-storage-gb-month = 0.1

        """

    /// The prices that are compiled in.
    package static func builtIn() throws(Failure) -> PriceFile {
        try PriceFileReader.read(SourceFile(path: "built-in prices", text: builtInText))
    }
}

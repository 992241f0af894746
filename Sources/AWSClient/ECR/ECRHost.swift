/// A registry of Amazon ECR, recognised by its host name.
package enum ECRHost: Sendable, Hashable {
    /// `ACCOUNT.dkr.ecr.REGION.amazonaws.com` and its kin.
    case repository(account: String, region: String, isFIPS: Bool, isDualStack: Bool)
    /// `public.ecr.aws`.
    case gallery

    /// Nil for any other host. FIPS, China, sovereign and secret partitions and the names that IPv6 reaches
    /// (`dkr-ecr.REGION.on.aws`) are known.
    package init?(_ host: String) {
        let host = host.lowercased()
        if host == "public.ecr.aws" || host == "ecr-public.aws.com" {
            self = .gallery
            return
        }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 5, parts.allSatisfy({ !$0.isEmpty }), parts[0].utf8.count == 12,
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        var rest = parts[1...]
        // `dkr.ecr` and `dkr-ecr` stand for the two families of names.
        var kind = rest.removeFirst()
        if kind == "dkr" { kind = "dkr-" + rest.removeFirst() }
        guard kind == "dkr-ecr" || kind == "dkr-ecr-fips", rest.count >= 2 else { return nil }
        let region = rest.removeFirst()
        let suffix = rest.joined(separator: ".")
        let isDualStack = Self.dualStack.contains(suffix)
        guard isDualStack || Self.suffixes.contains(suffix) else { return nil }
        self = .repository(
            account: parts[0], region: region, isFIPS: kind == "dkr-ecr-fips", isDualStack: isDualStack)
    }

    private static let suffixes: Set<String> = [
        "amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "c2s.ic.gov", "sc2s.sgov.gov", "cloud.adc-e.uk",
        "csp.hci.ic.gov",
    ]
    private static let dualStack: Set<String> = ["on.aws", "on.amazonwebservices.com.cn", "on.amazonwebservices.eu"]

    package var region: String {
        switch self {
        case .repository(_, let region, _, _): region
        case .gallery: "us-east-1"
        }
    }

    /// The name under which its API is signed.
    var service: String { self == .gallery ? "ecr-public" : "ecr" }

    var endpoint: String {
        guard case .repository(_, let region, let isFIPS, let isDualStack) = self else {
            return "https://api.ecr-public.us-east-1.amazonaws.com"
        }
        let partition = AWSPartition(region)
        if isDualStack, let suffix = partition.dualStackSuffix {
            return "https://\(isFIPS ? "ecr-fips" : "ecr").\(region).\(suffix)"
        }
        return "https://\(isFIPS ? "ecr-fips" : "api.ecr").\(region).\(partition.suffix)"
    }
}

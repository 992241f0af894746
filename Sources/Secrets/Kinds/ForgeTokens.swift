/// Tokens of code forges and of continuous integration.
extension TokenShape {
    /// A checksum that does not agree means a made-up token.
    private static let checksum: @Sendable (ArraySlice<UInt8>, Int) -> Verdict = { value, prefix in
        Measure.hasChecksum62(value.dropFirst(prefix)) ? .verified : .no
    }

    static let forges: [TokenShape] = [
        TokenShape(
            "github-token", "GitHub", .personalToken, ["ghp_"], .alphanumeric, 36...36, isGlued: true,
            check: checksum),
        TokenShape(
            "github-oauth-token", "GitHub OAuth", .token, ["gho_"], .alphanumeric, 36...36, isGlued: true,
            check: checksum),
        TokenShape(
            "github-app-token", "GitHub App", .token, ["ghu_", "ghs_"], .alphanumeric, 36...36, isGlued: true,
            check: checksum),
        TokenShape("github-refresh-token", "GitHub refresh", .token, ["ghr_"], .alphanumeric, 36...76) {
            value, prefix in
            Measure.hasChecksum62(value.dropFirst(prefix)) ? .verified : value.count == 80 ? .shape : .no
        },
        TokenShape("github-fine-grained-token", "GitHub fine-grained", .token, ["github_pat_"], .word, 82...82) {
            value, prefix in
            let body = value.dropFirst(prefix)
            guard body.dropFirst(22).first == UInt8(ascii: "_") else { return .no }
            return .shape
        },
        TokenShape("gitlab-token", "GitLab", .personalToken, ["glpat-"], .dottedURL, 20...300, check: gitLab),
        TokenShape(
            "gitlab-runner-token", "GitLab runner", .token, ["glrt-", "glrtr-"], .dottedURL, 20...300, check: gitLab),
        TokenShape("gitlab-runner-token", "GitLab runner", .token, ["GR1348941"], .url, 20...20),
        TokenShape("gitlab-deploy-token", "GitLab deploy", .token, ["gldt-"], .dottedURL, 20...300, check: gitLab),
        TokenShape("gitlab-trigger-token", "GitLab trigger", .token, ["glptt-"], .url, 20...60, check: gitLab),
        TokenShape(
            "gitlab-access-token", "GitLab", .token,
            ["glft-", "glsoat-", "glcbt-", "glimt-", "glagent-", "gloas-", "glffct-", "glwt-"], .dottedURL, 20...300,
            check: gitLab),
        TokenShape("bitbucket-password", "Bitbucket app", .password, ["ATBB"], .alphanumeric, 32...32, entropy: 3.5),
        TokenShape(
            "atlassian-token", "Atlassian", .token, ["ATATT3", "ATCTT3"], [.url, .equals], 100...250, entropy: 4),
        TokenShape("circleci-token", "CircleCI", .token, ["CCIPAT_", "CCIPRJ_"], .word, 50...80),
        TokenShape("buildkite-token", "Buildkite", .token, ["bkua_"], .lowerHexadecimal, 40...40),
        TokenShape("sourcegraph-token", "Sourcegraph", .token, ["sgp_"], .word, 40...80) { value, prefix in
            value.suffix(40).allSatisfy { ByteSet.hexadecimal.has($0) } ? .shape : .no
        },
        TokenShape("sonar-token", "SonarQube", .token, ["squ_", "sqp_", "sqa_"], .lowerHexadecimal, 40...40),
        TokenShape("codecov-token", "Codecov", .token, ["codecov_"], .alphanumeric, 32...40),
    ]

    /// The part behind the prefix is random: at least one digit or capital beside small letters.
    private static let gitLab: @Sendable (ArraySlice<UInt8>, Int) -> Verdict = { value, prefix in
        let body = value.dropFirst(prefix)
        return Measure.classes(body) >= 2 && !Measure.isWords(body) ? .shape : .no
    }
}

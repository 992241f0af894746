/// Tokens of package and image registries.
extension TokenShape {
    static let registries: [TokenShape] = [
        TokenShape("npm-token", "npm", .token, ["npm_"], .alphanumeric, 36...36, isGlued: true) { value, prefix in
            Measure.hasChecksum62(value.dropFirst(prefix)) ? .verified : .no
        },
        TokenShape(
            "pypi-token", "PyPI", .token, ["pypi-AgEIcHlwaS5vcmc", "pypi-AgENdGVzdC5weXBpLm9yZw"], .url, 50...1000
        ) {
            value, _ in
            // A macaroon of version 2: the version, then fields with their lengths, first the place it is for.
            guard let bytes = Measure.base64(value.dropFirst(5)), bytes.starts(with: [2, 1]) else { return .no }
            return .verified
        },
        TokenShape("rubygems-token", "RubyGems", .key, ["rubygems_"], .lowerHexadecimal, 48...48),
        TokenShape(
            "crates-token", "crates.io", .token, ["cio"], .alphanumeric, 32...32, entropy: 3.5, isForBinary: false
        ) {
            value, _ in Measure.classes(value) >= 3 && !Measure.isWords(value) ? .shape : .no
        },
        TokenShape("nuget-key", "NuGet", .key, ["oy2"], .lowerDigit, 43...43, entropy: 3.5) { value, _ in
            Measure.classes(value) >= 2 ? .shape : .no
        },
        TokenShape("dockerhub-token", "Docker Hub", .token, ["dckr_pat_", "dckr_oat_"], .url, 27...32),
        TokenShape("clojars-token", "Clojars", .token, ["CLOJARS_"], .lowerDigit, 60...60),
        TokenShape(
            "packagist-token", "Private Packagist", .token,
            ["packagist_uut_", "packagist_ort_", "packagist_out_", "packagist_urt_"], .lowerHexadecimal, 68...68),
        TokenShape("artifactory-key", "Artifactory", .key, ["AKCp"], .alphanumeric, 69...69, entropy: 4),
        TokenShape(
            "artifactory-token", "Artifactory", .token, ["cmVmdGtu", "cmVmd"], .alphanumeric, 56...59, entropy: 4),
        TokenShape("deno-token", "Deno Deploy", .token, ["ddp_"], .alphanumeric, 36...36),
    ]
}

/// One small HTTP exchange: what is asked. Its answer is kept whole, so it has a limit.
package struct HTTPCall: Sendable, Hashable {
    package var method: String
    package var url: String
    package var fields: HTTPFields
    package var body: [UInt8]
    /// How many bytes of an answer are taken.
    package var limit: Int
    /// How long the answer's head may take.
    package var patience: Duration

    package init(
        method: String = "GET", url: String, fields: HTTPFields = [:], body: [UInt8] = [], limit: Int = 1 << 20,
        patience: Duration = .seconds(30)
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.body = body
        self.limit = limit
        self.patience = patience
    }
}

/// What a server answered.
package struct HTTPAnswer: Sendable, Hashable {
    package var status: Int
    package var fields: HTTPFields
    package var body: [UInt8]

    package init(status: Int, fields: HTTPFields = [:], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }
}

/// Header fields in order; names are compared without case.
package struct HTTPFields: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var all: [Field]

    package init(_ all: [Field]) {
        self.all = all
    }

    package init(dictionaryLiteral elements: (String, String)...) {
        all = elements.map { Field(name: $0.0, value: $0.1) }
    }

    /// The first field of that name; setting replaces all of that name.
    package subscript(name: String) -> String? {
        get {
            let wanted = name.lowercased()
            return all.first { $0.name.lowercased() == wanted }?.value
        }
        set {
            let wanted = name.lowercased()
            all.removeAll { $0.name.lowercased() == wanted }
            if let newValue { all.append(Field(name: name, value: newValue)) }
        }
    }

    /// Every field of that name.
    package func values(_ name: String) -> [String] {
        let wanted = name.lowercased()
        return all.filter { $0.name.lowercased() == wanted }.map(\.value)
    }
}

import CallModel
import Testing

@testable import Selection

@Suite struct AffinityTests {
    private let knowledge = AffinityParts.Knowledge(themes: ["cooperation", "112"], countries: ["CD", "BI"], languages: ["fr"])

    @Test func `each part counts what the member knows of the file`() {
        let topic = AffinityParts.Topic(themes: ["cooperation", "11220", "14030"], countries: ["CD", "RW"], language: "fr")
        let parts = AffinityParts(knowledge, topic, .eager)
        #expect([parts.themes, parts.countries, parts.language, parts.preference] == [26, 10, 20, 20])
        #expect(parts.points == 76)
    }

    @Test func `nothing known is nothing, and who says nothing is willing`() {
        let topic = AffinityParts.Topic(themes: [], countries: [], language: nil)
        #expect(AffinityParts(knowledge, topic, nil).points == 10)
        #expect(AffinityParts(knowledge, topic, .willing).points == 10)
        #expect(AffinityParts(knowledge, topic, .reluctant).points == 0)
    }

    @Test func `all of it is a hundred`() {
        let topic = AffinityParts.Topic(themes: ["cooperation"], countries: ["BI"], language: "fr")
        #expect(AffinityParts(knowledge, topic, .eager).points == AssignmentProblem.greatestAffinity)
    }
}

@Suite struct TieHashTests {
    /// The vectors of FIPS 180-4's examples.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        )
    ])
    func `the hash is SHA-256`(_ text: String, _ digest: String) {
        let hex = SHA256.hash(Array(text.utf8)).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        #expect(hex == digest)
    }

    @Test func `another call breaks ties otherwise`() throws {
        var plans: Set<[String: [String]]> = []
        for call in ["one", "two", "three", "four"] {
            let problem = AssignmentProblem(
                call: call, reviewsPerApplication: 1, reviewers: (0..<8).map { .init(id: "R\($0)", maxLoad: 1) },
                applications: (0..<8).map { .init(id: "A\($0)") })
            plans.insert(try problem.assign().pairs)
        }
        #expect(plans.count == 4)
    }
}

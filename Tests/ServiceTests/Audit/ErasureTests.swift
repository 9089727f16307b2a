import Audit
import CallModel
import Foundation
import Service
import Store
import TestSupport
import Testing
import Workflow

@testable import Exchange

/// A person is taken out of the database, and everything that the log proves stays proven.
@Suite struct ErasureTests {
    private static let contact = ContactPerson(
        name: #"Oriane "Ori\o" Vanderzwalmen"#, email: "oriane@vanderzwalmen.example.org", phone: "+32 2 555 77 66")
    private static let member = ImportedMember(
        code: "M8", name: "Zébulon Kwispelstaart", email: "zebulon@kwispelstaart.example.org", language: .french, isExternal: false, row: 9)
    /// What must not be found afterwards.
    private static let traces = [
        "Vanderzwalmen", "vanderzwalmen", "555 77 66", "Kwispelstaart", "kwispelstaart", "KWISPELSTAART", "rosier", "info4@example.org",
        "from M8", "geheim@example.org"
    ]

    /// The member and a colleague of the contact person sign in; what stands around an account names them too.
    private func signIn(_ world: World) async throws -> [AccountID] {
        let (service, site) = (world.service, "https://appel.example.org")
        let administrator = Request(actor: .administrator)
        let reference = try Builder.organisation(4).organisation.reference
        let organisation = try #require(try await service.organisations().first { $0.organisation.reference == reference }).id
        let people = try await [
            ("Oriane.Vanderzwalmen@rosier.example.org", Self.contact.name, #require(Hat(.applicant, organisation: organisation))),
            ("zebulon@kwispelstaart.example.org", "Z. Kwispelstaart", #require(Hat(.reviewer, member: world.member("M8"))))
        ]
        var accounts: [AccountID] = []
        for (email, name, hat) in people {
            let account = try await service.invite(
                email: email, name: name, language: .french, hats: [hat], site: site, administrator
            ).account
            let link = try await service.makeLink(for: account, .signIn, site: site, administrator).address
            let signedIn = try await service.signIn(link: String(link.split(separator: "/").last ?? ""))
            #expect(signedIn.session.hat?.actor == hat.actor)
            try await service.requestLink(email, .reset, site: site, from: "10.0.0.1")
            _ = try await service.keepForm("/fr/files/F04", Array("note=au rosier".utf8), of: account)
            _ = try await service.keepForm("/fr/sign-in", Array("name=\(name.replacing(" ", with: "+"))".utf8), of: nil)
            _ = try await service.makeKey(for: account, hat: 0, name: "de \(name)", scopes: ["read"], days: 5, administrator)
            try await service.noteAccess(by: account, as: hat.actor, "file", call: "c", file: "F04")
            accounts.append(account)
        }
        return accounts
    }

    /// A call of which every file is refused, and published: those from `F04` on are the contact's, and the member reviewed `F01`.
    private func refusedCall(_ world: World, files count: Int = 4) async throws -> BrusselsCall {
        let (service, call) = (world.service, try BrusselsCall())
        try await world.open(call)
        try await world.drafts(3, in: call, seed: 7, submitting: true)
        let organisations = try (4...count).map { try Builder.organisation($0) }
        _ = try await service.importOrganisations(organisations, .secretariat)
        var random = SplitMix64(seed: 11)
        let files = try organisations.enumerated().map { place, organisation in
            try Builder.application(World.reference(4 + place), of: organisation, row: place + 2, &random).with {
                $0.contact = Self.contact
            }
        }
        let keyed = Request(actor: .secretariat, key: "from \(Self.contact.email)")
        _ = try await service.importApplications(to: call.code, files, submitting: true, keyed)
        try await attach("Le jardin de madame, au rosier", to: "F04", world)
        _ = try await service.importMembers((1...7).map { Builder.member($0) } + [Self.member], .secretariat)
        try await world.setClock(call.closes)
        _ = try await service.move(call: call.code, .close, .secretariat)
        _ = try await service.move(call: call.code, .beginAdmissibility, .secretariat)
        _ = try await service.decideAdmissibility(of: call.code, rulings: [], markers: [], .secretariat)
        _ = try await service.move(call: call.code, .beginReview, .secretariat)
        _ = try await service.declareConflicts(
            of: call.code, [ImportedConflict(declaredBy: "M8", on: "F04", ground: .relative, note: "Ma cousine, au rosier.")], .secretariat)
        _ = try await service.pinConflict(
            of: call.code, "F04", member: "M8", .conflict, reason: "Elle cultive le rosier.", .secretariat)
        let board = ["Kwispelstaart Zébulon", Self.contact.name].enumerated().map {
            ImportedBoardMember(organisation: organisations[0].organisation.reference, name: $1, office: "rosier", row: $0)
        }
        // As others write it: the order turned about, in capitals, without accents, and the family name alone.
        let neighbour = try Builder.organisation(1).organisation.reference
        let elsewhere = ["KWISPELSTAART, Zebulon", "zebulon kwispelstaart"].map {
            ImportedBoardMember(organisation: neighbour, name: $0, office: "trésorier", row: 3)
        }
        _ = try await service.importBoards(board + elsewhere, .secretariat)
        _ = try await service.pinConflict(
            of: call.code, "F02", member: "M1", .clear, reason: "Le voisin de M. Kwispelstaart.",
            Request(actor: .secretariat, key: "from M8"))
        try await account(world)
        let ties = [("M8", "Société du rosier"), ("M1", Self.member.name)].map {
            ImportedTie(member: $0, tie: MemberTie(kind: .relative, value: $1), row: 2)
        }
        _ = try await service.importTies(ties, .secretariat)
        _ = try await service.assign(
            of: call.code, World.assignments(count) + [ImportedAssignment(reference: "F01", member: "M8", row: 99)], .secretariat)
        let own = ImportedReview(
            reference: "F01", member: "M8", scores: Array(repeating: 4, count: 6), justification: "J'aime le rosier.", row: 99)
        _ = try await service.importReviews(of: call.code, World.reviews(count) + [own], .secretariat)
        _ = try await service.scoreFiles(of: call.code, .secretariat)
        _ = try await service.move(call: call.code, .beginDeliberation, .secretariat)
        _ = try await service.recordMeeting(of: call.code, try World.meeting("sitting"), .secretariat)
        let against = (1...count).map {
            ImportedAdvice(reference: "F0\($0)", opinion: .unfavourable, amount: nil, line: nil, reason: "Peu clair.", row: 2)
        }
        _ = try await service.advise(of: call.code, meeting: "sitting", exceptions: against, .secretariat)
        _ = try await service.decide(of: call.code, departures: [], .college)
        _ = try await service.release(of: call.code, .secretariat)
        return call
    }

    /// An account of the member, with another address, and what was typed and sent around it.
    private func account(_ world: World) async throws {
        try await world.script(
            """
            SET LOCAL search_path = appel;
            INSERT INTO accounts (email, name, language, created_at) VALUES ('geheim@example.org', 'Zebulon KWISPELSTAART', 'fr', now());
            INSERT INTO account_hats (account_id, role, member_id, may_sign)
            SELECT a.id, 'reviewer', m.id, false FROM accounts AS a, members AS m WHERE m.code = 'M8';
            INSERT INTO kept_forms (digest, path, body, kept_at)
            VALUES (sha256('1'), '/', convert_to('name=Kwispelstaart+Z%C3%A9bulon', 'UTF8'), now()),
                   (sha256('2'), '/', convert_to('name=KWISPELSTAART+Zebulon', 'UTF8'), now());
            INSERT INTO login_links (digest, account_id, purpose, created_at, expires_at)
            SELECT sha256('3'), id, 'signIn', now(), now() + interval '1 hour' FROM accounts;
            """)
    }

    /// A document whose bytes name somebody.
    private func attach(_ text: String, to reference: String, _ world: World) async throws {
        try await world.script(
            """
            SET LOCAL search_path = appel;
            INSERT INTO attachments (digest, size, type, scan) VALUES (sha256('\(text)'), length('\(text)'), 'pdf', 'unscanned');
            INSERT INTO attachment_pieces (digest, number, bytes) VALUES (sha256('\(text)'), 1, convert_to('\(text)', 'UTF8'));
            INSERT INTO attached (content, place, attachment, name, digest)
            SELECT content, 1, 'statutes', 'statuts de Vanderzwalmen.pdf', sha256('\(text)') FROM applications WHERE reference = '\(reference)';
            """)
    }

    /// Everything that a dump of the database holds, as text.
    private func dump(_ world: World) throws -> String {
        guard case .connectionString(let text) = world.location else { return "" }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try Store.ServerPrograms.locate().path("pg_dump"))
        process.arguments = ["--dbname", text, "--inserts"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let dump = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return dump
    }

    /// The texts of a dump, bytes in hexadecimal too.
    private func found(in dump: String) -> [String] {
        Self.traces.filter { trace in
            dump.contains(trace) || dump.contains(trace.utf8.map { String(format: "%02x", $0) }.joined())
        }
    }

    /// Whatever erasing takes out can be printed before, and nothing of it opens a door.
    private func printed(_ people: [ErasedPerson], _ world: World) async throws {
        let exports = try await [
            world.service.export(people[0], Request(actor: .secretariat)), world.service.export(people[1], Request(actor: .secretariat))
        ]
        let text = exports.map(\.json).joined()
        #expect(Self.traces.filter { !text.contains($0) } == [])
        #expect(
            exports[1].tables.isSuperset(of: [
                "accounts", "account_hats", "web_sessions", "api_keys", "kept_forms", "mails", "access_log", "account_events", "members",
                "reviews", "conflicts", "documents", "member_ties", "board_members"
            ]))
        #expect(exports[0].tables.isSuperset(of: ["organisations", "documents", "attached", "accounts", "idempotency"]))
        for export in exports {
            #expect(try JSONSerialization.jsonObject(with: Data(export.json.utf8)) is [String: Any])
            #expect(export.json.contains(#/"(password|csrf|digest|secret|salt|second_factor)":/#) == false)
            #expect(export.json.contains(#/link/[A-Za-z0-9_-]{20}/#) == false)
        }
        await #expect(throws: ServiceError.self) { try await world.service.export(people[1], Request(actor: .finance)) }
        let noted = try await world.service.accessLog(Request(actor: .auditor)).map(\.question)
        #expect(noted.count { $0.hasPrefix("export ") } == 2)
    }

    @Test func `nothing of the person is in a dump, and all that was proven holds`() async throws {
        try await withWorld { world in
            let service = world.service
            let key = try #require(SigningKey(newFor: "subsidies.example.org/log"))
            let call = try await refusedCall(world)
            let checkpoint = try await service.takeCheckpoint(by: key).receipt
            let receipt = try await service.filingReceipt(of: "F04", in: call.code, .secretariat)
            let organisation = try Builder.organisation(4).organisation.reference
            let people: [ErasedPerson] = [.organisation(organisation), .member("M8")]
            let accounts = try await signIn(world)

            for person in people {
                let error = await #expect(throws: ServiceError.self) { try await service.erase(person, reason: "Fin.", .secretariat) }
                guard case .erasure(.openFiles(let files)) = error else {
                    Issue.record("not refused for open files: \(String(describing: error))")
                    return
                }
                #expect(files.map(\.reference).contains("F04"))
            }
            _ = try await service.move(call: call.code, .archive, .secretariat)
            #expect(found(in: try dump(world)) == Self.traces)
            try await printed(people, world)
            let before = try await world.snapshot()
            let dry = try await service.erase(people[0], reason: "Fin.", Request(actor: .secretariat, isDryRun: true))
            #expect((dry.documents, dry.attachments, dry.answers) == (1, 1, 1))
            #expect(try await world.snapshot() == before)
            await #expect(throws: ServiceError.self) { try await service.erase(people[0], reason: "  ", .secretariat) }
            await #expect(throws: ServiceError.self) { try await service.erase(people[0], reason: "Fin.", .college) }
            let named = "À la demande d'Oriane Vanderzwalmen."
            await #expect(throws: ServiceError.self) { try await service.erase(people[0], reason: named, .secretariat) }
            #expect(try await world.snapshot() == before)

            _ = try await service.erase(people[0], reason: "Délai de conservation écoulé.", .secretariat)
            // A family name alone is shown first; it may be somebody else's.
            let kept = try await world.snapshot()
            let alone = await #expect(throws: ServiceError.self) { try await service.erase(people[1], reason: "Fin.", .secretariat) }
            guard case .erasure(.familyName(let rows)) = alone else {
                Issue.record("not shown: \(String(describing: alone))")
                return
            }
            #expect(rows.map(\.table) == ["documents"])
            #expect(rows.first?.excerpt.contains("voisin de M Kwispelstaart") == true)
            #expect(try await world.snapshot() == kept)
            let spared = Request(actor: .secretariat, isDryRun: true)
            #expect(try await service.erase(people[1], reason: "Fin.", familyName: .keep, spared).familyName == rows)
            let gone = try await service.erase(
                people[1], reason: "Délai de conservation écoulé.", familyName: .erase, .secretariat)
            #expect(gone.familyName == [])
            #expect(found(in: try dump(world)) == [])
            #expect(try await Replay.run(world.database).isClean)
            // Of the accounts the numbers stay, and nobody comes in by them.
            let left = try await service.accounts()
            let theirs = left.filter { accounts.contains($0.id) }
            #expect(theirs.count == accounts.count && theirs.allSatisfy { $0.isDisabled && $0.hats.isEmpty && $0.name.isEmpty })
            for table in ["web_sessions", "login_links", "api_keys", "kept_forms", "mails"] {
                #expect(try await world.value("SELECT count(*) FROM appel.\(table)") == "0", "\(table)")
            }
            #expect(try await service.accessLog(file: "F04", Request(actor: .auditor)).count == 2)
            // The log still verifies, and goes on from what was signed.
            let after = try await service.takeCheckpoint(by: key).receipt
            #expect(after.size == checkpoint.size + 1)
            let exported = try await world.export()
            let points = try exported.log.checkpoints.map { note in try #require(SignedCheckpoint(note)).checkpoint }
            let verified = try receipt.verified(under: key.verifier)
            var verifier = try LogVerifier(checkpoints: points, leaves: [try #require(verified.leaf): verified.filing.leaf])
            for line in exported.lines { try verifier.take(line) }
            try verifier.finish()
            // The file is still listed, and says what is gone.
            #expect(try await service.file("F04", of: call.code).content == nil)
            #expect(try await service.files(of: call.code).count == 4)
            #expect(try await service.members().map(\.member.code).contains { $0.hasPrefix("erased-") })
            await #expect(throws: ServiceError.self) { try await service.filingReceipt(of: "F04", in: call.code, .secretariat) }
            #expect(try await world.value("SELECT string_agg(subject, ' ') FROM appel.erasures") == "organisation:4 member:8")
        }
    }

    @Test func `a person who is named in somebody else's open file stays`() async throws {
        try await withWorld { world in
            let call = try await refusedCall(world, files: 5)
            _ = try await world.service.move(call: call.code, .archive, .secretariat)
            try await world.tamper("UPDATE appel.applications SET state = 'submitted' WHERE reference = 'F05'")
            let organisation = try Builder.organisation(4).organisation.reference
            let error = await #expect(throws: ServiceError.self) {
                try await world.service.erase(.organisation(organisation), reason: "Fin.", .secretariat)
            }
            guard case .erasure(.namedInOpenFiles(let files)) = error else {
                Issue.record("not refused: \(String(describing: error))")
                return
            }
            #expect(files == [UnfinishedFile(call: call.code, reference: "F05")])
        }
    }
}

import CallModel
import Postgres
package import Selection
import Store
package import Workflow

/// How the files of a call are to be given to members.
package struct AssigningRules: Hashable, Sendable {
    package var objective: AssignmentProblem.Objective
    /// How many reviewers a file gets; nil is what the call's rules say.
    package var perFile: Int?
    package var minLoad: Int
    /// The most files of a member; nil is one more than the even share.
    package var maxLoad: Int?
    /// The codes of those who take part; nil is all members.
    package var members: [String]?

    package init(
        objective: AssignmentProblem.Objective = .sum, perFile: Int? = nil, minLoad: Int = 0, maxLoad: Int? = nil,
        members: [String]? = nil
    ) {
        (self.objective, self.perFile, self.minLoad) = (objective, perFile, minLoad)
        (self.maxLoad, self.members) = (maxLoad, members)
    }
}

/// What was assigned, and why.
package struct AssignedReviews: Hashable, Codable, Sendable {
    package let receipt: BulkReceipt
    package let plan: AssignmentPlan
    /// Of the pairs that are new, by file and member.
    package let affinities: [PairAffinity]

    package struct PairAffinity: Hashable, Codable, Sendable {
        package let application: String
        package let reviewer: String
        package let parts: AffinityParts
    }
}

extension Service {
    /// Gives every file under review its reviewers: the best that affinity, loads and conflicts allow. Who has a file keeps it.
    package func assignReviewers(
        of code: String, by rules: AssigningRules, _ request: Request
    ) async throws(ServiceError) -> AssignedReviews {
        try await reviewing(code, request, .assign, "assign reviewers \(code) \(rules)") { desk, db, batch in
            let matching = try matching(desk, rules, request.actor, db)
            let plan = try matching.problem.assign()
            let made = plan.assignments.flatMap { assigned in
                assigned.reviewers.filter { $0.reason != .assignedBefore }.map { (assigned.application, $0.reviewer) }
            }
            let numbers = try db.reserveNumbers(made.count, for: ReviewMachine.self)
            var outcome = BulkOutcome()
            var affinities: [AssignedReviews.PairAffinity] = []
            for (pair, number) in zip(made, numbers) {
                let (file, member) = try desk.find(pair.0, pair.1, row: nil)
                let assignment = Assignment(application: file.id, member: member)
                outcome.attempt("\(pair.0) \(pair.1)") { () throws(Refusal) in
                    var review = Review(id: ReviewID(number))
                    try desk.decide(.assign(assignment), &review, of: file, member: member, request.actor, &batch)
                    return review.state.name
                }
                affinities.append(.init(application: pair.0, reviewer: pair.1, parts: matching.parts(member, file)))
            }
            let kept = plan.assignments.reduce(0) { $0 + $1.reviewers.count } - made.count
            return AssignedReviews(
                receipt: try outcome.receipt("assign").adding(unchanged: kept), plan: plan, affinities: affinities)
        }
    }

    /// The problem that `assignReviewers` would solve now, as its file: with it anybody finds the same assignment.
    package func assignmentProblem(
        of code: String, by rules: AssigningRules, as actor: Actor
    ) async throws(ServiceError) -> String {
        let trial = Request(actor: actor, isDryRun: true)
        return try await reviewing(code, trial, .assign, "") { desk, db, _ in
            String(decoding: try matching(desk, rules, actor, db).problem.text, as: UTF8.self)
        }
    }

    private func matching(_ desk: ReviewDesk, _ rules: AssigningRules, _ actor: Actor, _ db: borrowing Connection) throws -> Matching {
        // All of it rests on all the files: a chair would learn of those that he or she may not know.
        guard actor.role == .secretariat else {
            throw Refusal.notPermitted(role: actor.role, action: AnyLabel(ReviewAction.assign))
        }
        guard desk.call.isIn(stage: .review) else {
            throw Refusal.wrongStage(AnyLabel(desk.call.state), needed: AnyLabel(CallState.review))
        }
        guard desk.panel.files.values.contains(where: { $0.state == .underReview }) else {
            throw Refusal.nothingAwaits(action: AnyLabel(ReviewAction.assign))
        }
        let perFile = try rules.perFile ?? regulation(of: desk.call, db).definition.reviews.perFile
        return try Matching(desk, rules, perFile: perFile, db)
    }
}

/// The problem that the files and the members of one call pose.
private struct Matching {
    let problem: AssignmentProblem
    private let knowledge: [MemberID: AffinityParts.Knowledge]
    private let topics: [ApplicationID: AffinityParts.Topic]
    private let preferences: [ApplicationID: [MemberID: ReviewPreference]]

    init(_ desk: ReviewDesk, _ rules: AssigningRules, perFile: Int, _ db: borrowing Connection) throws {
        let members = try Self.members(rules, db)
        let files = desk.panel.files.values.filter { $0.state == .underReview }.sorted { $0.reference < $1.reference }
        let expertise = try db.expertise()
        let knowledge = Dictionary(
            uniqueKeysWithValues: members.map { member in
                let declared = expertise[member.id]
                return (
                    member.id,
                    AffinityParts.Knowledge(
                        themes: Set(declared?.themes ?? []), countries: Set(declared?.countries ?? []),
                        languages: Set((declared?.languages ?? []) + [member.member.language.rawValue]))
                )
            })
        let topics = try Self.topics(files, db)
        var preferences: [ApplicationID: [MemberID: ReviewPreference]] = [:]
        for stated in try db.preferences(of: desk.call.id) {
            preferences[stated.application, default: [:]][stated.member] = stated.preference
        }
        (self.knowledge, self.topics, self.preferences) = (knowledge, topics, preferences)

        // Who gave a file back does not get it again.
        var recused: [ApplicationID: Set<MemberID>] = [:]
        for review in try db.reviews(of: desk.call.id) where review.state == .recused {
            recused[review.application, default: []].insert(review.member)
        }
        var loads = Array(repeating: 0, count: members.count)
        let applications = files.map { file in
            var application = AssignmentProblem.Application(id: file.reference)
            for (place, member) in members.enumerated() {
                if desk.live(file.id, member.id) != nil {
                    application.assigned.append(place)
                    loads[place] += 1
                } else if desk.isConflicted(file.id, member.id) || recused[file.id]?.contains(member.id) == true {
                    application.affinities.append(.init(reviewer: place, points: AssignmentProblem.conflict))
                    continue
                }
                let parts = AffinityParts(
                    knowledge[member.id] ?? .init(themes: [], countries: [], languages: []),
                    topics[file.id] ?? .init(themes: [], countries: [], language: nil), preferences[file.id]?[member.id])
                application.affinities.append(.init(reviewer: place, points: parts.points))
            }
            return application
        }
        let over = zip(members, loads).filter { member, load in rules.maxLoad.map { $0 < load } ?? false }
        guard over.isEmpty else {
            throw ServiceError.faults(over.map { .loaded($0.member.code, files: $1, most: rules.maxLoad ?? 0) })
        }
        let even = members.isEmpty ? 0 : (files.count * perFile + members.count - 1) / members.count
        problem = AssignmentProblem(
            call: desk.call.code, reviewsPerApplication: perFile, objective: rules.objective,
            reviewers: zip(members, loads).map { member, load in
                let most = max(load, rules.maxLoad ?? even + 1)
                return AssignmentProblem.Reviewer(id: member.member.code, minLoad: min(rules.minLoad, most), maxLoad: most)
            },
            applications: applications)
    }

    func parts(_ member: MemberID, _ file: Application) -> AffinityParts {
        AffinityParts(
            knowledge[member] ?? .init(themes: [], countries: [], languages: []),
            topics[file.id] ?? .init(themes: [], countries: [], language: nil), preferences[file.id]?[member])
    }

    private static func members(_ rules: AssigningRules, _ db: borrowing Connection) throws -> [StoredMember] {
        let all = try db.members()
        guard let codes = rules.members else { return all }
        let unknown = Set(codes).subtracting(all.map(\.member.code)).sorted()
        guard unknown.isEmpty else { throw ServiceError.faults(unknown.map { .unknownMember($0, row: nil) }) }
        return all.filter { codes.contains($0.member.code) }
    }

    /// What the files are about. Of one whose form was erased, what its summary still says.
    private static func topics(
        _ files: [Application], _ db: borrowing Connection
    ) throws -> [ApplicationID: AffinityParts.Topic] {
        let bodies = try db.documents(files.compactMap { $0.summary?.content })
        return Dictionary(
            uniqueKeysWithValues: try files.map { file in
                let content = try file.summary.flatMap { bodies[$0.content] }
                    .map { try LogJSON.decode(ApplicationContent.self, from: $0) }
                let category = (content?.category ?? file.summary?.category).map { [$0] } ?? []
                return (
                    file.id,
                    AffinityParts.Topic(
                        themes: Set(category + (content?.sectors ?? [])),
                        countries: Set(content?.countries ?? file.summary?.countries ?? []),
                        language: content?.language.rawValue)
                )
            })
    }
}

extension InputFault {
    fileprivate static func loaded(_ member: String, files: Int, most: Int) -> InputFault {
        InputFault(
            field: "maxLoad",
            message: Message(
                fr: "Le membre \(member) a déjà \(files) dossiers, plus que les \(most) permis.",
                nl: "Lid \(member) heeft al \(files) dossiers, meer dan de toegelaten \(most).",
                en: "The member \(member) has \(files) files already, more than the \(most) allowed."))
    }
}

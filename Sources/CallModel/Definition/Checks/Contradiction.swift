/// Two parts of a definition that cannot both hold, or a part that leads nowhere.
struct Contradiction {
    let kind: DefinitionFault.Kind
    let path: SourcePath
    /// The values that the finding rests on. If one of them is a stand-in there is no finding.
    let evidence: [SourcePath]
    let related: SourcePath?

    init(
        _ kind: DefinitionFault.Kind, at path: SourcePath, from evidence: [SourcePath] = [], related: SourcePath? = nil
    ) {
        (self.kind, self.path, self.evidence, self.related) = (kind, path, evidence, related)
    }
}

extension CallDefinition {
    /// - Parameter lists: the reference lists that exist, or nil when they are not known here.
    func contradictions(lists: Set<String>?) -> [Contradiction] {
        repeatedIdentifiers() + danglingReferences() + calendarContradictions() + budgetContradictions()
            + procedureContradictions() + approvalContradictions() + scoringContradictions() + formContradictions()
            + ruleContradictions(lists: lists)
    }
}

/// The tops of the file's parts, so that a path is spelled once.
enum Top {
    static let calendar = SourcePath.root["calendar"]
    static let categories = SourcePath.root["categories"]
    static let budgetLines = SourcePath.root["budgetLines"]
    static let sections = SourcePath.root["scoring"]["sections"]
    static let ties = SourcePath.root["scoring"]["ties"]
    static let council = SourcePath.root["council"]
    static let reviews = SourcePath.root["reviews"]
    static let allocation = SourcePath.root["allocation"]
    static let procedure = SourcePath.root["procedure"]
    static let approvals = SourcePath.root["approvals"]
    static let urgency = SourcePath.root["urgency"]
    static let admissibility = SourcePath.root["admissibility"]
    static let form = SourcePath.root["form"]
    static let attachments = SourcePath.root["attachments"]
}

/// What the schema says about the keys, for the person who writes the file in an editor.
enum SchemaWords {
    static let ofTheWhole =
        "One call's regulation as data. Amounts are in euro with a point and at most two decimals, between quotation marks: "
        + "'8000.00'. Texts are needed in French and Dutch before the call can open."

    static let descriptions: [String: String] = [
        "format": "The version of this form of file: 1.",
        "code": "The name of the call in commands, files and addresses: small letters, digits and hyphens.",
        "edition": "The budget year or the rank of the edition.",
        "authority": "Who gives the money.",
        "procedure": "competitive: files are ranked against one another. rolling: each is decided on its own. direct: a partner is named.",
        "calendar.opens": "The first moment at which a file can come in, as a clock in the zone shows it.",
        "calendar.closes": "The end of the call; 23:59 means the whole minute.",
        "calendar.reviewsClose": "The end of the reviews.",
        "calendar.appealDays": "Days to appeal, from the notification.",
        "calendar.complementDays": "Days to hand in what the secretariat asks for.",
        "calendar.signingDays": "Days to sign the agreement, from its sending.",
        "categories": "The kinds of project that the call accepts, each with its own ceiling.",
        "categories.maxRequest": "The most that a file of the category may ask.",
        "categories.budgetLines": "The lines that may pay the category, by their ids.",
        "categories.allowedRules": "The kinds of rule that may bear on the category; without it, every kind.",
        "budgetLines": "In order of priority: a file is paid from the first of its lines that can take it.",
        "budgetLines.maxAward": "A file that asks for more cannot be paid from the line.",
        "budgetLines.reserve": "Money of the line that is kept for files with a given quality.",
        "allocation.rule": "What happens when the next file asks for more than is left.",
        "allocation.partialAwards": "Whether the last file may get a part of what it asks.",
        "allocation.roundTo": "Partial awards are rounded down to a multiple of this.",
        "scoring.aggregate": "How the reviews of a file become one score.",
        "scoring.minimumOn100": "The score on 100 under which no file is funded.",
        "scoring.ties": "What separates equal scores, in order: 'criterion:<id>', smallerRequest, earlierSubmission, lottery.",
        "scoring.consensus": "What a score on which the council agrees does to the aggregate; without it, it stands beside it.",
        "scoring.sections.criteria.weight": "What the criterion counts for beside the others.",
        "reviews.perFile": "How many members review each file.",
        "reviews.minimumAdmissibleFiles": "With fewer there is no competition and the call ends without award.",
        "council.quorum": "How many members must be present for a file's advice.",
        "admissibility": "A file that fails a rule is inadmissible, and the refusal quotes the article.",
        "admissibility.article": "The article of the regulation, as a refusal quotes it.",
        "admissibility.categories": "The categories that the rule bears on; without it, all of them.",
        "form": "What the form asks: sections with their fields, or fields outside of any section.",
        "form.fields": "The questions of the section, in order.",
        "form.fields.help": "A sentence that helps to answer.",
        "form.fields.personal": "The answer tells something about a person: it is kept apart and can be erased.",
        "form.fields.categories": "The categories that are asked; without it, all of them.",
        "form.fields.showIf": "The question is put only when an earlier answer is one of these words, or above an amount.",
        "form.fields.showIf.field": "An earlier question, or requested: the amount that the file asks for.",
        "attachments": "The documents that go with a file.",
        "attachments.requiredFor": "The categories that need the document.",
        "attachments.types": "The types of document that are accepted; without it, those that people can read everywhere.",
        "attachments.maxBytes": "How large one document may be, in bytes; without it, 10 MiB.",
        "attachments.maxFiles": "How many documents there may be; without it, 5."
    ]
}

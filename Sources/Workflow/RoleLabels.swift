package import CallModel

extension Role {
    package var label: Message {
        switch self {
        case .applicant: Message(fr: "association", nl: "vereniging", en: "applicant")
        case .reviewer: Message(fr: "membre du conseil", nl: "raadslid", en: "council member")
        case .chair: Message(fr: "présidence du conseil", nl: "voorzitter van de raad", en: "chair")
        case .secretariat: Message(fr: "secrétariat", nl: "secretariaat", en: "secretariat")
        case .college: Message(fr: "Collège", nl: "College", en: "College")
        case .alderman: Message(fr: "échevin·e", nl: "schepen", en: "alderman")
        case .budgetHolder: Message(fr: "responsable du budget", nl: "begrotingsverantwoordelijke", en: "budget holder")
        case .finance: Message(fr: "finances", nl: "financiën", en: "finance")
        case .auditor: Message(fr: "audit", nl: "audit", en: "auditor")
        case .administrator: Message(fr: "administration des comptes", nl: "accountbeheer", en: "administrator")
        case .system: Message(fr: "système", nl: "systeem", en: "system")
        }
    }
}

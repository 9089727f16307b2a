import CallModel
import Exchange
import Foundation
import Testing

/// A form with every type of question, in place of that of the Brussels call.
enum FormFile {
    static let form = """
        form:
          - id: project
            label: { fr: Le projet, nl: Het project, en: The project }
            help: { fr: Trois pages au plus., nl: Hoogstens drie bladzijden. }
            fields:
              - { id: pitch, type: text, label: { fr: a, nl: b }, required: true, maxLength: 400, maxWords: 40 }
              - { id: taps, type: integer, label: { fr: a, nl: b }, required: false, min: 1, max: 500 }
              - id: depth
                type: number
                label: { fr: Profondeur, nl: Diepte }
                required: true
                unit: { fr: mètres, nl: meter }
                decimals: 2
                min: -10.5
                max: 80
              - { id: land, type: money, label: { fr: a, nl: b }, required: true, max: "5000.00" }
              - { id: launch, type: date, label: { fr: a, nl: b }, required: false, earliest: 2027-07-01 }
              - { id: base, type: country, label: { fr: a, nl: b }, required: true }
              - { id: visits, type: countries, label: { fr: a, nl: b }, required: false, atMost: 3 }
              - id: approach
                type: choice
                label: { fr: Approche, nl: Aanpak }
                required: true
                options:
                  - { id: training, label: { fr: Formation, nl: Opleiding } }
                  - { id: works, label: { fr: Travaux, nl: Werken } }
              - id: groups
                type: multipleChoice
                label: { fr: Publics, nl: Groepen }
                required: true
                atLeast: 1
                options:
                  - { id: women, label: { fr: Femmes, nl: Vrouwen } }
                  - { id: youth, label: { fr: Jeunes, nl: Jongeren } }
              - { id: permit, type: boolean, label: { fr: a, nl: b }, required: true, showIf: { field: approach, is: [works] } }
              - id: permit-number
                type: text
                label: { fr: a, nl: b }
                required: true
                maxLength: 40
                showIf: { field: permit, is: [true] }
              - id: land-deed
                type: text
                label: { fr: a, nl: b }
                required: true
                maxLength: 200
                showIf: { field: land, above: "1000.00" }
              - id: large
                type: text
                label: { fr: a, nl: b }
                required: true
                maxLength: 200
                showIf: { field: requested, above: "5000.00" }
              - { id: purpose, type: sector, label: { fr: a, nl: b }, required: true, atMost: 2 }
              - { id: targets, type: sdgTarget, label: { fr: a, nl: b }, required: true, atLeast: 1, atMost: 3 }
          - id: people
            label: { fr: Les personnes, nl: De mensen }
            fields:
              - id: reach
                type: beneficiaries
                label: { fr: Bénéficiaires, nl: Begunstigden }
                required: true
                ages: ["0-11", "12-17", "18+"]
              - { id: team, type: people, label: { fr: a, nl: b }, required: true, atLeast: 1, atMost: 5 }
              - { id: allies, type: partners, label: { fr: a, nl: b }, required: true, atLeast: 1 }
          - id: results
            label: { fr: Les résultats, nl: De resultaten }
            fields:
              - { id: logic, type: logframe, label: { fr: a, nl: b }, required: true }
              - { id: dangers, type: risks, label: { fr: a, nl: b }, required: true, atMost: 8 }
          - { id: money, type: budget, label: { fr: a, nl: b }, required: true }
          - { id: funders, type: cofunding, label: { fr: a, nl: b }, required: false }
          - { id: equality, type: gender, label: { fr: a, nl: b }, required: false }
          - { id: papers, type: attachments, label: { fr: a, nl: b } }


        """

    static func text(_ form: String = form) throws -> String {
        let original = try BrusselsFile.text()
        let start = try #require(original.range(of: "form:\n"))
        let end = try #require(original.range(of: "attachments:\n  - id: statutes"))
        return original.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: form)
    }

    static func definition() throws -> CallDefinition {
        let checked = try BrusselsFile.check(text())
        #expect(checked.faults.map { "\($0.position.line) \($0.path): \($0.message.english)" } == [])
        return try #require(checked.definition)
    }
}

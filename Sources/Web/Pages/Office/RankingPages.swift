import CallModel
import Hummingbird
import Presentation
import Selection
import Service
import Workflow

/// The ranking as it stands, how sure it is, and what the call's own rules would make of it. Nothing is decided here.
enum RankingPages {
    static let routes: [PageRoute] = [
        .get("office/:call/ranking", .only(.office)) { visit in try await ranking(visit) }
    ]

    private static func ranking(_ visit: Visit) async throws -> Response {
        let code = try visit.call
        let service = try visit.service()
        let view = try await service.ranking(of: code)
        let definition = try await service.call(code).definition
        let answer = RankingAnswer(view, definition.scoring, in: visit.language)
        var places = Block()
        places.texts = [visit.say("office.rankingText")]
        places.tables = [
            TableView(visit.say("office.ranking"), answer.places, visit, definition: definition, isPaged: false) {
                visit.path("office/\(code)/files/\($0.reference)")
            }
        ]
        var blocks = [places]
        if !answer.notFundable.isEmpty {
            var below = Block(visit.say("office.notFundable"))
            below.tables = [
                TableView(visit.say("office.notFundable"), answer.notFundable, visit, isPaged: false) {
                    visit.path("office/\(code)/files/\($0.reference)")
                }
            ]
            blocks.append(below)
        }
        if let chart = ScoresChart.make(view, visit) {
            var spread = Block(visit.say("office.scores"))
            spread.chart = chart
            blocks.append(spread)
            blocks += try await expected(code, visit)
            blocks.append(try await proposal(code, definition, visit))
        }
        return try visit.show(
            .blocks(visit.title(code, "office.ranking"), blocks, around: OfficeCall.neighbours(code, visit, current: "ranking"), visit))
    }

    private static func expected(_ code: String, _ visit: Visit) async throws -> [Block] {
        let service = try visit.service()
        let found: CalibrationView
        do throws(ServiceError) {
            found = try await service.calibration(of: code)
        } catch {
            // Too few reviews to compare anything: the ranking itself needs none of it.
            return []
        }
        var block = Block(visit.say("office.expectedRanks"))
        block.texts = [visit.say("office.expectedRanksText")]
        block.chart = RanksChart.make(found, visit)
        if block.chart == nil { block.texts.append(visit.say("office.noRanks")) }
        return [block]
    }

    private static func proposal(_ code: String, _ definition: CallDefinition, _ visit: Visit) async throws -> Block {
        let proposal = try await visit.service().proposal(of: code)
        let tables = AllocationTables(proposal.allocation, proposal.problem)
        var block = Block(visit.say("office.allocation"))
        block.texts = [visit.say("office.allocationText")]
        block.tables = [
            TableView(
                Words.budgetLines.text(in: visit.language), tables.lines, visit, isCaptionHidden: false, definition: definition,
                isPaged: false),
            TableView(
                Words.awardList.text(in: visit.language), tables.awards, visit, isCaptionHidden: false, definition: definition,
                isPaged: false),
            TableView(visit.say("office.unfunded"), tables.unfunded, visit, isCaptionHidden: false, definition: definition, isPaged: false)
        ]
        block.links = [Block.Link(visit.path("office/\(code)/scenarios"), visit.say("office.scenarios"))]
        return block
    }
}

import CallModel
import Foundation
import Testing
import Workflow
import WorkflowExplorer

/// What the log writes of a command, it reads back.
@Suite struct CommandCodingTests {
    @Test(arguments: CommandSamples.call)
    func `a command of a call survives the log`(command: CallCommand) throws { try expectSurvival(of: command) }

    @Test(arguments: CommandSamples.application)
    func `a command of a file survives the log`(command: ApplicationCommand) throws { try expectSurvival(of: command) }

    @Test(arguments: CommandSamples.review)
    func `a command of a review survives the log`(command: ReviewCommand) throws { try expectSurvival(of: command) }

    @Test(arguments: CommandSamples.grant)
    func `a command of a grant survives the log`(command: GrantCommand) throws { try expectSurvival(of: command) }

    @Test func `every action is among the samples`() {
        #expect(Set(CommandSamples.call.map(\.action)) == Set(CallAction.allCases))
        #expect(Set(CommandSamples.application.map(\.action)) == Set(ApplicationAction.allCases))
        #expect(Set(CommandSamples.review.map(\.action)) == Set(ReviewAction.allCases))
        #expect(Set(CommandSamples.grant.map(\.action)) == Set(GrantAction.allCases))
    }

    private func expectSurvival<Command: LoggedCommand>(of command: Command) throws {
        let written = try command.payload.map { try JSONEncoder().encode($0) }
        let read = try Command(command.action, payload: JSONPayload(data: written))
        #expect(read == command)
        if let written {
            // A payload is an object, so that it can gain a field one day.
            #expect(try JSONSerialization.jsonObject(with: written) is [String: Any])
        }
    }
}

private struct JSONPayload: PayloadReader {
    let data: Data?

    func read<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        guard let data else { throw MissingSample() }
        return try JSONDecoder().decode(type, from: data)
    }
}

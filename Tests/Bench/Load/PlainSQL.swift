import Foundation

/// Plain SQL for pgbench, without the program: what the database could do at best.
struct PlainSQL {
    private let text: String

    init(_ text: String) { self.text = text }

    func run(on world: World, clients: Int, seconds: Double) throws -> LoadFigures {
        let path = "\(world.server.workFolder)/plain.sql"
        let log = "\(world.server.workFolder)/pgbench-log"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let output = try Program.run(
            [
                "pgbench", "-h", world.server.socketFolder, "-U", "postgres", "-n", "-M", "prepared", "-c", "\(clients)", "-j", "2", "-T",
                "\(Int(seconds))", "-f", path, "-l", "--log-prefix", log, world.name
            ], environment: ["PGOPTIONS": "-c search_path=appel"])
        guard output.contains("number of failed transactions: 0") else { throw BenchFailure("pgbench said: \(output)") }
        var figures = LoadFigures()
        figures.seconds = seconds
        let folder = URL(fileURLWithPath: world.server.workFolder)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasPrefix("pgbench-log") {
            let file = folder.appendingPathComponent(name)
            // Of each transaction: client, number, microseconds, …
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let fields = line.split(separator: " ", maxSplits: 3)
                if fields.count > 2, let time = Double(fields[2]) { figures.latencies.add(time / 1_000_000) }
            }
            try FileManager.default.removeItem(at: file)
        }
        return figures
    }
}

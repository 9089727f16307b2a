/// Measures what the product does against the best that the same database does for the same work.
@main
enum AppelBench {
    static func main() async throws {
        print(try await Deciding.run().markdown)
    }
}

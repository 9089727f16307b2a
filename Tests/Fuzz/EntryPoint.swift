import Foundation

/// The target that this process fuzzes, by the name in APPEL_FUZZ_TARGET.
private let target: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["APPEL_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget.all.first(where: { $0.name == name }) else {
        // Nothing can be fuzzed without one: the message is for whoever runs it by hand.
        fatalError("APPEL_FUZZ_TARGET names none of: \(FuzzTarget.all.map(\.name).joined(separator: ", "))")
    }
    return target
}()

/// What libFuzzer calls for every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    target.take(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}

/// Gives equal values one small number, so that a world is a handful of bytes.
final class Interner<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: UInt16] = [:]

    func number(of value: Value) -> UInt16 {
        if let known = numbers[value] { return known }
        let number = UInt16(values.count)
        precondition(values.count < Int(UInt16.max), "more different values than the explored worlds can name")
        numbers[value] = number
        values.append(value)
        return number
    }
}

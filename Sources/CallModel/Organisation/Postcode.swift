/// Belgian postcodes: four digits, the first not zero.
package enum Postcode {
    package static func isBelgian(_ text: String) -> Bool {
        let zero = UInt8(ascii: "0")
        return text.utf8.count == 4 && text.utf8.first != zero && text.utf8.allSatisfy { (zero...zero + 9).contains($0) }
    }
}

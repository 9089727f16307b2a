import Exchange
import Foundation
import Testing

@Suite struct FileFaultTests {
    private func found(_ file: ImportFile) -> [Found] {
        faults { () throws(ImportFailure) in try Import.assignments(file) }
    }

    @Test func `a missing file and a folder are told`() throws {
        try withTemporaryFolder { folder in
            #expect(found(ImportFile(path: folder + "/none.csv")) == [Found(.wholeFile, nil, nil, .file(.missing))])
            #expect(found(ImportFile(path: folder)) == [Found(.wholeFile, nil, nil, .file(.isFolder))])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func `a file that may not be read is told`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/closed.csv"
            #expect(
                FileManager.default.createFile(
                    atPath: path, contents: Data("a".utf8), attributes: [.posixPermissions: 0]))
            #expect(found(ImportFile(path: path)) == [Found(.wholeFile, nil, nil, .file(.noPermission))])
        }
    }

    @Test func `a file over the limit is told without reading it`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/large.csv"
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
            // A hole in the file: it has the size and takes no room.
            try #require(truncate(path, off_t(ImportFile.sizeLimit + 1)) == 0)
            let limit = FileFault.tooLarge(limit: ImportFile.sizeLimit)
            #expect(found(ImportFile(path: path)) == [Found(.wholeFile, nil, nil, .file(limit))])
        }
    }

    @Test(
        arguments: [
            ("empty.csv", [], FileFault.empty), ("book.csv", [0x50, 0x4B, 0x03, 0x04, 0x14], .workbook),
            ("book.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1], .workbook),
            ("list.json", [0x5B, 0x5D], .wrongFormat(expected: "CSV"))
        ] as [(String, [UInt8], FileFault)])
    func `what is no table at all is told`(name: String, bytes: [UInt8], fault: FileFault) {
        #expect(found(ImportFile(name: name, bytes: bytes)) == [Found(.wholeFile, nil, nil, .file(fault))])
    }

    @Test func `a file on disk reads like its bytes`() throws {
        try withTemporaryFolder { folder in
            // Longer than one piece of the reader.
            let text = "reference,member\r\n" + (0..<30_000).map { "FILE-\($0),M\($0)\r\n" }.joined()
            let path = folder + "/assignments.csv"
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            let records = try Import.assignments(ImportFile(path: path))
            #expect(records.count == 30_000)
            #expect(records == (try Import.assignments(ImportFile(text))))
            #expect(records.last?.row == 30_001)
        }
    }
}

import JobModel
import Testing

@testable import Operations

@Suite struct FileDiagnosisTests {
  static let sound = StoreCondition.File(
    path: "/q/geuse.db", mode: 0o600, owner: StoreCondition.Owner(id: 1, name: "ops"),
    user: StoreCondition.Owner(id: 1, name: "ops"), directoryMode: 0o700, fileSystem: "ext4", size: 4_096, walSize: 0,
    free: 1 << 40)

  private func problems(_ change: (inout StoreCondition.File) -> Void) -> [String] {
    var file = Self.sound
    change(&file)
    return FileDiagnosis(file).findings.filter { $0.level == .problem }.map(\.check)
  }

  @Test func othersAreKeptOut() {
    #expect(problems { _ in }.isEmpty)
    #expect(problems { $0.mode = 0o660 }.isEmpty)
    #expect(problems { $0.mode = 0o644 } == ["file access"])
    #expect(problems { $0.directoryMode = 0o777 } == ["file access"])
    // As /tmp is: files there are their owners' alone.
    #expect(problems { $0.directoryMode = 0o1777 }.isEmpty)
  }

  @Test func roomIsNeeded() {
    #expect(problems { $0.free = 255 << 20 } == ["disk"])
    #expect(problems { $0.free = 256 << 20 }.isEmpty)
    #expect(problems { $0.free = nil }.isEmpty)
    #expect(problems { $0.walSize = 65 << 20 } == ["write-ahead log"])
    #expect(problems { $0.walSize = 64 << 20 }.isEmpty)
  }

  @Test func whoLooksIsToldWhoseItIs() {
    var file = Self.sound
    file.user = StoreCondition.Owner(id: 0, name: "root")
    let access = FileDiagnosis(file).findings.first { $0.check == "file access" }
    #expect(access?.message == "/q/geuse.db is ops's, mode 0600, you are root")
  }

  @Test(arguments: [(999, "999 bytes"), (1_000, "1.0 KB"), (3_449_999, "3.4 MB"), (2_000_000_000, "2.0 GB")])
  func sizesAreInWords(_ bytes: Int64, _ words: String) {
    #expect(FileDiagnosis.text(bytes) == words)
  }
}

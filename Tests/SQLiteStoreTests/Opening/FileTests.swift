import Foundation
import GRDB
import JobModel
import JobTransactions
import Testing

@testable import SQLiteStore

@Suite struct FileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func permissions(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  private func refusal(_ path: String, _ openMode: SQLiteJobStore.OpenMode = .createIfMissing) -> String? {
    do {
      _ = try SQLiteJobStore(path: path, openMode: openMode)
      return nil
    } catch StoreError.unusable(let found, let reason) {
      return found == path ? reason : "names \(found)"
    } catch {
      return "\(error)"
    }
  }

  @Test("a new file, its -wal and its -shm are its owner's alone, or as asked", arguments: [0o600, 0o660])
  func mode(_ mode: Int) throws {
    let path = directory.file()
    let store = try SQLiteJobStore(path: path, mode: UInt32(mode))
    for suffix in ["", "-wal", "-shm"] { #expect(try permissions(path + suffix) == mode) }
    try store.close()
  }

  @Test("who has a file open that was replaced or removed writes nothing more", arguments: [true, false])
  func replaced(_ isRestored: Bool) async throws {
    let path = directory.file()
    let store = try SQLiteJobStore(path: path)
    let job = NewJob(spec: .launch(LaunchSpec()), region: "us-east-1")
    _ = try await store.enqueue([job])
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    if isRestored { try FileManager.default.copyItem(atPath: path + ".old", toPath: path) }
    await #expect(throws: StoreError.replaced(path: path)) { try await store.enqueue([job]) }
    try store.close()
  }

  @Test("missing directories are made for their owner alone; others stay as they are")
  func directories() throws {
    let path = directory.file("a/b/jobs.db")
    let before = try permissions(directory.path)
    _ = try SQLiteJobStore(path: path)
    #expect(try permissions(directory.file("a")) == 0o700)
    #expect(try permissions(directory.file("a/b")) == 0o700)
    #expect(try permissions(directory.path) == before)
  }

  @Test("an existing file keeps its permissions")
  func existing() throws {
    _ = try directory.store()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: directory.file())
    _ = try directory.store(openMode: .existing(upgrade: false))
    #expect(try permissions(directory.file()) == 0o640)
  }

  @Test("a link to a file that is not there yet is followed, and the file is its owner's alone")
  func danglingLink() throws {
    let link = directory.file("link.db")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.db")
    let store = try SQLiteJobStore(path: link)
    #expect(try permissions(directory.file("real.db")) == 0o600)
    try store.close()
  }

  @Test("a missing file is created only where that is asked for")
  func missing() throws {
    let path = directory.file("a/jobs.db")
    #expect(refusal(path, .existing(upgrade: true))?.contains("enqueue a job to create it") == true)
    #expect(!FileManager.default.fileExists(atPath: directory.file("a")))
  }

  @Test("what is no database, or somebody else's, stays as it is")
  func foreign() throws {
    let text = directory.file("text")
    try Data("hello, this is a text of some length".utf8).write(to: URL(fileURLWithPath: text))
    #expect(refusal(text)?.contains("not a database") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: text)).count == 36)

    let other = directory.file("other.db")
    try SQLiteShell.run("CREATE TABLE mine (x); PRAGMA user_version = 3;", on: other)
    let before = try Data(contentsOf: URL(fileURLWithPath: other))
    #expect(refusal(other)?.contains("another program") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == before)
  }

  @Test("a place where no file can be is named, with the reason")
  func impossible() throws {
    #expect(refusal(directory.path)?.contains("directory") == true)
    try Data().write(to: URL(fileURLWithPath: directory.file("plain")))
    #expect(refusal(directory.file("plain/jobs.db")) != nil)
    #expect(refusal("/proc/geuse/jobs.db") != nil)
  }

  @Test("an empty file is filled by producers and refused by readers")
  func empty() throws {
    try Data().write(to: URL(fileURLWithPath: directory.file()))
    #expect(refusal(directory.file(), .existing(upgrade: true))?.contains("empty") == true)
    #expect(refusal(directory.file()) == nil)
  }

  @Test("a full disk refuses the write, names the file and leaves what was there")
  func fullDisk() async throws {
    let store = try directory.store()
    let job = NewJob(spec: .launch(LaunchSpec()), region: "r")
    _ = try await store.enqueue([job])
    try await store.database.write(.usual) { transaction in
      let pages = try Int.fetchOne(transaction.db, sql: "PRAGMA page_count") ?? 0
      try transaction.db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
    }
    do {
      _ = try await store.enqueue(Array(repeating: job, count: 5000))
      Issue.record("5000 jobs fitted into two pages")
    } catch StoreError.unusable(let path, let reason) {
      #expect(path == directory.file() && reason.contains("full"))
    }
    #expect(try await store.jobs(Selection(), limit: nil, attempts: false).count == 1)
    #expect(try await store.claim(Claim(holder: "a", limit: 1, lease: .seconds(30))).count == 1)
  }

  @Test("stores of one process may share a file, and open it at once")
  func shared() async throws {
    let directory = directory
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...8 {
        group.addTask {
          _ = try await directory.store().enqueue([NewJob(spec: .launch(LaunchSpec()), region: "r")])
        }
      }
      try await group.waitForAll()
    }
    #expect(try await directory.store().jobs(Selection(), limit: nil, attempts: false).count == 8)
  }
}

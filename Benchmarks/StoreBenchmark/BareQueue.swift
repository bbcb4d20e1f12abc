import Foundation
import GRDB

/// The least that a queue with tokens, leases and a row an attempt writes, over the same library: the limit.
final class BareQueue {
  private let queue: DatabaseQueue
  private let retries = 30_000

  init(_ load: LoadOptions) throws {
    var configuration = Configuration()
    let patience = retries
    configuration.busyMode = .callback { tries in
      usleep(UInt32.random(in: 500...1500))
      return tries < patience
    }
    queue = try DatabaseQueue(path: load.database, configuration: configuration)
    let level = load.durability == .full ? "FULL" : "NORMAL"
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = \(level)")
      try db.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY, state TEXT NOT NULL, priority INTEGER NOT NULL,
            run_at INTEGER NOT NULL, spec INTEGER NOT NULL, token INTEGER NOT NULL DEFAULT 0, holder TEXT,
            expires INTEGER, attempts INTEGER NOT NULL DEFAULT 0, finished_at INTEGER, result TEXT);
          CREATE INDEX IF NOT EXISTS jobs_claimable ON jobs (priority, run_at, id) WHERE state = 'ready';
          CREATE TABLE IF NOT EXISTS attempts (job INTEGER NOT NULL, number INTEGER NOT NULL,
            started_at INTEGER NOT NULL, finished_at INTEGER, worker TEXT NOT NULL, outcome TEXT NOT NULL,
            PRIMARY KEY (job, number)) WITHOUT ROWID;
          """)
    }
  }

  func enqueue(_ count: Int) throws {
    try queue.inTransaction(.immediate) { db in
      let insert = try db.cachedStatement(
        sql: "INSERT INTO jobs (state, priority, run_at, spec) VALUES ('ready', 0, ?, 1)")
      for _ in 0..<count { try insert.execute(arguments: [Self.now]) }
      return .commit
    }
  }

  struct Held {
    var id: Int64
    var token: Int64
    var attempt: Int64
  }

  func exchange(_ held: [Held], worker: String, batch: Int) throws -> [Held] {
    try queue.inTransaction(.immediate) { db in
      let now = Self.now
      let finish = try db.cachedStatement(
        sql:
          "UPDATE jobs SET state = 'succeeded', finished_at = ?, holder = NULL, result = '{}' WHERE id = ? AND token = ?"
      )
      let endAttempt = try db.cachedStatement(
        sql: "UPDATE attempts SET finished_at = ?, outcome = 'succeeded' WHERE job = ? AND number = ?")
      for job in held {
        try finish.execute(arguments: [now, job.id, job.token])
        try endAttempt.execute(arguments: [now, job.id, job.attempt])
      }
      let claim = try db.cachedStatement(
        sql: """
          UPDATE jobs SET state = 'running', token = token + 1, holder = ?, expires = ?, attempts = attempts + 1
          WHERE id IN (SELECT id FROM jobs WHERE state = 'ready' AND priority = 0 AND run_at <= ?
            ORDER BY priority, run_at, id LIMIT ?)
          RETURNING id, token, attempts
          """)
      claimed = try Row.fetchAll(claim, arguments: [worker, now + 30_000, now, batch]).map {
        Held(id: $0[0], token: $0[1], attempt: $0[2])
      }
      let begin = try db.cachedStatement(
        sql: "INSERT INTO attempts (job, number, started_at, worker, outcome) VALUES (?, ?, ?, ?, 'running')")
      for job in claimed { try begin.execute(arguments: [job.id, job.attempt, now, worker]) }
      return .commit
    }
    return claimed
  }

  private var claimed: [Held] = []
  private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}

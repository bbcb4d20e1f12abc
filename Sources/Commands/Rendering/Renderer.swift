import Foundation
import JobModel
import Operations

/// The one place that turns jobs into output.
struct Renderer {
  let format: OutputFormat
  let now: Timestamp
  var showsUserData = false
  /// For text.
  var screen = Screen.plain
  /// For tables of jobs: what holds some of them.
  var pauses: [Pause] = []

  /// Jobs as a table, an array, or one a line.
  func jobs(_ jobs: [JobRecord], attempts: Bool = false) throws {
    switch format {
    case .text:
      Console.data(JobTable.render(jobs, now: now, pauses: pauses, on: screen))
      if attempts { for job in jobs { Console.data(AttemptTable.render(of: job, now: now, on: screen)) } }
    case .json, .jsonl: try views(jobs.map { JobView($0, now: now, showsUserData: showsUserData) })
    }
  }

  /// Jobs with what a requeue would change about each.
  func changes(_ jobs: [(job: JobRecord, changes: ChangePreview)]) throws {
    switch format {
    case .text:
      Console.data(JobTable.render(jobs.map(\.job), now: now, on: screen))
      for (job, changes) in jobs {
        let lines = changes.lines.isEmpty ? ["no changes"] : changes.lines
        Console.data((["", "job \(job.id) would run with:"] + lines.map { "  \($0)" }).joined(separator: "\n"))
      }
    case .json, .jsonl:
      try views(jobs.map { JobView($0.job, now: now, showsUserData: showsUserData, changes: $0.changes) })
    }
  }

  /// Instances on record as a table, an array, or one a line.
  func instances(_ instances: [InstanceRecord]) throws {
    switch format {
    case .text: Console.data(InstanceTable.render(instances, now: now, on: screen))
    case .json, .jsonl: try views(instances.map(InstanceView.init))
    }
  }

  /// What a new job would be enqueued for.
  func targets(_ targets: [Target]) throws {
    switch format {
    case .text: for target in targets { Console.data(target.inWords) }
    case .json, .jsonl: try views(targets)
    }
  }

  /// What enqueuing verbs print: one id a line, the ids that belong together on one line.
  func enqueued(_ groups: [[EnqueuedJob]], records: [JobRecord]) throws {
    switch format {
    case .text:
      for group in groups { Console.data(group.map { "\($0.id)" }.joined(separator: " ")) }
    case .json, .jsonl:
      let existing = Dictionary(groups.joined().map { ($0.id, $0.existing) }, uniquingKeysWith: { $0 && $1 })
      let byID = Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      try views(
        groups.joined().compactMap { byID[$0.id] }.map {
          JobView($0, now: now, showsUserData: showsUserData, existing: existing[$0.id])
        })
    }
  }

  /// Everything about one job; as JSON, an array of one.
  func page(_ page: JobPage, allAttempts: Bool = false) throws {
    switch format {
    case .text: Console.data(JobPageText(page: page, now: now, screen: screen, showsAllAttempts: allAttempts).render())
    case .json, .jsonl: try views([JobView(page, now: now, showsUserData: showsUserData)])
    }
  }

  func overview(_ overview: Overview) throws {
    switch format {
    case .text: Console.data(OverviewText(overview: overview, now: now, screen: screen).render())
    case .json, .jsonl: Console.data(try Self.json(OverviewView(overview), pretty: format == .json))
    }
  }

  func pruned(_ report: Pruning.Report, isPreview: Bool) throws {
    switch format {
    case .text: Console.data(PruneText.render(report, isPreview: isPreview))
    case .json, .jsonl: Console.data(try Self.json(report, pretty: format == .json))
    }
  }

  /// As JSON alone: people are told in words.
  func pauses(_ pauses: [Pause]) throws {
    guard format != .text else { return }
    try views(pauses.map(PauseView.init))
  }

  func closings(_ closings: [Closing]) throws {
    switch format {
    case .text: if !closings.isEmpty { Console.data(ClosingTable.render(closings, now: now, on: screen)) }
    case .json, .jsonl: try views(closings.map(ClosingView.init))
    }
  }

  /// Instances that are not on record as a table, an array, or one a line.
  func found(_ instances: [FoundInstanceView]) throws {
    switch format {
    case .text: if !instances.isEmpty { Console.data(FoundInstanceTable.render(instances, now: now, on: screen)) }
    case .json, .jsonl: try views(instances)
    }
  }

  func examination(_ report: DoctorReport) throws {
    switch format {
    case .text: Console.data(FindingText.render(report.findings, on: screen))
    case .json, .jsonl: Console.data(try Self.json(report, pretty: format == .json))
    }
  }

  /// The tables of a queue that moved, or would move.
  func move(_ report: MoveReport) throws {
    switch format {
    case .text: if !report.tables.isEmpty { Console.data(MoveTable.render(report, on: screen)) }
    case .json, .jsonl: Console.data(try Self.json(MoveView(report), pretty: format == .json))
    }
  }

  private func views(_ views: [some Encodable]) throws {
    if format == .json {
      Console.data(try Self.json(views, pretty: true))
    } else {
      for view in views { Console.data(try Self.json(view, pretty: false)) }
    }
  }

  static func json(_ value: some Encodable, pretty: Bool) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

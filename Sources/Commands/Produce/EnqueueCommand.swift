import AWSCore
import ArgumentParser
import Foundation
import JobModel
import Operations

struct EnqueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enqueue",
    abstract: "enqueues jobs from lines of JSON; add --follow to block",
    discussion: """
      One job a line, all of them or none: every line is checked before anything is
      written. 'kind' is launch, wait, tag or terminate, 'spec' has the flags' names
      with underscores (lists in the plural). 'after' is a stored job's id as a
      number, or another line's unique_key, before it or behind it; a wait, a tag or
      a terminate then acts on what that one launched. Also: unique_key, queue,
      priority, run_at, deployment, region, max_failures, retry_for. User data is a
      text in user_data, or user_data_base64, or a path in user_data_file, relative
      to the working directory. retry_for is a text such as 6h; a wait's timeout and
      checks_timeout are whole seconds. Every field stands in
      docs/schema/enqueue.schema.json. Prints the ids, one a line, in the order of
      the lines.

      EXAMPLES
        geuse enqueue jobs.jsonl --dry-run
        geuse enqueue jobs.jsonl --follow
        A launch and a wait for it:
          geuse enqueue - <<'END'
          {"kind": "launch", "unique_key": "web", "spec": {"name": "web"}}
          {"kind": "wait", "after": "web"}
          END
      """)

  @Argument(help: ArgumentHelp("A file of JSON lines; - reads standard input.", valueName: "file"))
  var file: String

  @Flag(help: "Check every line and say what would be enqueued, write nothing.")
  var dryRun = false

  @OptionGroup(title: "Following") var follow: FollowOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: DatabaseOptions
  @OptionGroup(title: "AWS") var aws: AWSOptions

  func run() async throws {
    let plan: EnqueuePlan
    do {
      plan = try read().plan()
    } catch let refusal as EnqueueRefusal {
      throw CommandFailure(refusal)
    }
    guard !dryRun else { return show(plan) }
    let store = try await database.open()
    let stored = try await enqueue(plan, in: store)
    try await AfterEnqueue(store: store, renderer: output.renderer(store), follow: follow, aws: aws).run(
      stored.map { [$0] })
  }

  /// - Throws: usage, for a file that cannot be read; nothing to do, for one without lines.
  private func read() throws -> EnqueueFile {
    let handle: FileHandle
    if file == "-" {
      handle = .standardInput
    } else {
      guard let opened = FileHandle(forReadingAtPath: file) else {
        let exists = FileManager.default.fileExists(atPath: file)
        throw CommandFailure.usage("'\(file)' cannot be read: \(exists ? "no permission" : "there is no such file")")
      }
      handle = opened
    }
    var lines = LineReader(maxLength: EnqueueFile.maxLineLength) { try handle.read(upToCount: $0) }
    var jobs = EnqueueFile(source())
    var number = 0
    while let line = try next(&lines) {
      number += 1
      switch line {
      case .text(let bytes) where bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }): continue
      case .text(let bytes): jobs.add(bytes, number: number)
      case .tooLong: jobs.addTooLong(number: number)
      }
    }
    guard !jobs.isEmpty else { throw CommandFailure(.nothingToDo, "no jobs in '\(file)': nothing to do") }
    return jobs
  }

  private func next(_ lines: inout LineReader) throws -> LineReader.Line? {
    do {
      return try lines.next()
    } catch {
      throw CommandFailure.usage("'\(file)' cannot be read: name a file of JSON lines")
    }
  }

  private func source() -> EnqueueSource {
    let region = Result { try aws.resolveRegion() }.mapError {
      EnqueueSource.Unreadable(($0 as? CommandFailure)?.message ?? "\($0)")
    }
    return EnqueueSource(
      region: region,
      isRegion: { (try? RegionResolver.validate($0)) != nil }, readFile: UserData.file)
  }

  /// - Returns: the jobs in the order of the lines.
  private func enqueue(_ plan: EnqueuePlan, in store: any JobStore) async throws -> [EnqueuedJob] {
    var stored: [JobID: JobRecord] = [:]
    if !plan.storedJobs.isEmpty {
      for job in try await store.jobs(Selection(ids: plan.storedJobs), limit: nil, attempts: false) {
        stored[job.id] = job
      }
    }
    for line in plan.lines {
      guard case .job(let id) = line.after, stored[id] == nil else { continue }
      throw CommandFailure(
        .noSuchJob, "line \(line.number): after: there is no job \(id)", hint: "list jobs: geuse list")
    }
    do {
      let (jobs, places) = try plan.jobs(stored: stored, now: store.clocks.now())
      let answers = try await store.tracedQueue.enqueue(jobs)
      var inOrder: [EnqueuedJob?] = Array(repeating: nil, count: plan.lines.count)
      for (place, answer) in zip(places, answers) { inOrder[place] = answer }
      return inOrder.compactMap(\.self)
    } catch let refusal as EnqueueRefusal {
      throw CommandFailure(refusal)
    } catch StoreError.uniqueKeyConflict(let key, let job) {
      let line = plan.lines.first { $0.uniqueKey == key }?.number ?? 0
      throw CommandFailure(
        .usage, "line \(line): unique_key '\(key)' belongs to job \(job), which asks for something else",
        hint: "use another key, or look at it: geuse status \(job)")
    }
  }

  private func show(_ plan: EnqueuePlan) {
    let kinds = Dictionary(grouping: plan.lines, by: \.spec.kind)
    let parts = JobKind.allCases.compactMap { kind in kinds[kind].map { "\($0.count) \(kind.rawValue)" } }
    Console.data("would enqueue \(CountText.of(plan.lines.count, "job")): \(parts.joined(separator: ", "))")
  }
}

extension CommandFailure {
  init(_ refusal: EnqueueRefusal) {
    self = .usage(Self.listing(refusal.problems.map(\.inWords), of: refusal.count))
  }
}

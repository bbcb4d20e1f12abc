import GRDB
import JobModel
import Testing

@testable import JobTransactions
@testable import SQLiteStore

/// The statements that run all the time must walk their partial index, never the table of all jobs.
@Suite struct QueryPlanTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func plan(_ statement: JobTransactions.SQL) async throws -> [String] {
    let store = try directory.store()
    return try await store.database.write(.usual) { transaction in
      let statement = try transaction.db.makeStatement(sql: "EXPLAIN QUERY PLAN " + statement.sqlite)
      // Nothing runs: what is bound does not matter.
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] as String }
    }
  }

  @Test(
    arguments: [
      ("claim's queues", Statements.Claim.queue, "jobs_claimable (kind=? AND queue>?)"),
      ("claim's priorities", Statements.Claim.priority, "jobs_claimable (kind=? AND queue=? AND priority>?)"),
      ("claim", Statements.Claim.due, "jobs_claimable (kind=? AND queue=? AND priority=? AND run_at<?)"),
      ("next run", Statements.Claim.next, "jobs_claimable (kind=? AND queue=? AND priority=? AND run_at>?)"),
      ("claim of some", Statements.Claim.dueAmong, "INTEGER PRIMARY KEY (rowid=?)"),
      ("claim of members", Statements.Claim.members, "jobs_in_open_request (open_request=?)"),
      ("companions", Statements.Claim.companions, "INTEGER PRIMARY KEY (rowid=?)"),
      ("companions' regions", Statements.Claim.isOneRegion, "INTEGER PRIMARY KEY (rowid=?)"),
      ("take", Statements.Claim.take, "INTEGER PRIMARY KEY (rowid=?)"),
      ("rescue", Statements.Lease.expired, "jobs_leased (lease_boot_id=? AND lease_expires_boot<?)"),
      ("rescue after a boot", Statements.Lease.ofAnotherBoot, "SCAN jobs USING INDEX jobs_leased"),
      ("rescue of members", Statements.Lease.membersOf, "jobs_in_open_request (open_request=?)"),
      ("polls", Statements.Polls.due, "jobs_polling (region=? AND run_at<?)"),
      ("polling regions", Statements.Polls.regions, "jobs_polling (region>?)"),
      ("earliest poll", Statements.Polls.regions, "jobs_polling (region=?)"),
      ("put off", Statements.Polls.putOff, "INTEGER PRIMARY KEY (rowid=?)"),
      ("unblock", Statements.Dependents.unblockAll, "jobs_blocked (after_job=?)"),
      ("dependents", Statements.Dependents.blockedOn, "jobs_blocked (after_job=?)"),
      ("related", Statements.Catalog.related, "jobs_after (after_job=?)"),
      ("backlog of some", Statements.Catalog.backlogAmong, "INTEGER PRIMARY KEY (rowid=?)"),
      ("terminations", Statements.Instances.termination, "jobs_spec (spec=?)"),
      ("unused specs", Statements.Prune.removeSpecs, "jobs_spec (spec=?)"),
      ("specs of changes", Statements.Prune.removeSpecs, "jobs_pending_spec (pending_spec=?)"),
      ("specs of keys", Statements.Prune.removeSpecs, "unique_keys_spec (spec=?)"),
      ("old keys", Statements.Prune.oldKeys, "unique_keys_pruned (pruned_at<?)"),
      ("members", Statements.Ledger.heldMembers, "jobs_in_open_request (open_request=?)"),
    ])
  func walksIndex(name: String, sql: JobTransactions.SQL, index: String) async throws {
    let plan = try await plan(sql)
    #expect(plan.contains { $0.contains(index) }, "\(plan)")
    #expect(!plan.contains { $0 == "SCAN jobs" }, "\(plan)")
    let sortsAFew = ["claim of some", "backlog of some", "related"].contains(name)
    #expect(sortsAFew || !plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
  }

  @Test("the backlog reads no finished job")
  func backlog() async throws {
    let plan = try await plan(Statements.Catalog.backlog)
    for index in ["jobs_claimable", "jobs_leased", "jobs_polling", "jobs_blocked"] {
      #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }
    #expect(!plan.contains { $0 == "SCAN jobs" }, "\(plan)")
  }

  @Test(
    "a selection walks an index where there is one for it",
    arguments: [
      ("ids", Selection(ids: [1, 2]), "jobs USING INTEGER PRIMARY KEY (rowid=?)"),
      ("deployment", Selection(deployment: "web"), "jobs USING INDEX jobs_deployment (deployment=?)"),
      (
        "failures of a class", Selection(states: [.failed], errorClasses: [.capacity]),
        "jobs USING INDEX jobs_failed (error_class=?)"
      ),
      (
        "failures of a code", Selection(states: [.failed], errorCodes: ["X"], errorClasses: [.capacity]),
        "jobs USING INDEX jobs_failed (error_class=? AND error_code=?)"
      ),
    ])
  func selects(name: String, selection: Selection, index: String) async throws {
    let plan = try await plan(JobQuery(selection, now: Timestamp(rawValue: 0)).sql(limit: nil))
    #expect(plan.contains { $0.contains(index) }, "\(plan)")
    #expect(!plan.contains { $0 == "SCAN jobs" }, "\(plan)")
  }

  @Test(
    "tags and types ask each spec once, not once a job",
    arguments: [Selection(tags: ["a": "b"]), Selection(instanceTypes: ["t3.medium"])])
  func asksSpecsOnce(selection: Selection) async throws {
    let plan = try await plan(JobQuery(selection, now: Timestamp(rawValue: 0)).sql(limit: nil))
    let specs = try #require(plan.firstIndex { $0.contains("SCAN specs") }, "\(plan)")
    #expect(plan[..<specs].contains { $0.hasPrefix("LIST SUBQUERY") }, "\(plan)")
    #expect(!plan[..<specs].contains { $0.hasPrefix("CORRELATED LIST SUBQUERY") }, "\(plan)")
  }

  @Test("instances of named launches, and named ones, are found by index")
  func findsInstances() async throws {
    for (selection, index) in [
      (Selection(ids: [1]), "jobs USING INTEGER PRIMARY KEY (rowid=?)"),
      (Selection(instanceIDs: ["i-1"]), "instances USING INDEX instances_instance_id (instance_id=?)"),
    ] {
      let query = try JobQuery(
        selection, now: Timestamp(rawValue: 0), isAboutInstance: Statements.Catalog.isInstance)
      let plan = try await plan(query.sql(Statements.Catalog.instances, newestBy: "instances.id", limit: nil))
      #expect(plan.contains { $0.contains(index) }, "\(plan)")
    }
  }
}

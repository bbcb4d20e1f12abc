extension MovingTable {
  /// All that comes over, each after what it refers to. Within `jobs` the order of ids suffices: a job comes after older
  /// ones alone.
  package static let all: [MovingTable] = [
    store, specs, launchRequests, jobs, attempts, uniqueKeys, requestJobs, sends, instances, closings, ladderKeys,
    halts,
    facts, images, pauses, orders, orderJobs,
  ]

  /// What does not: who works here, and how much was asked of EC2 lately, by clocks that count nowhere else.
  package static let leftBehind = ["workers", "named_leases", "call_counts", "call_buckets"]

  /// The queue itself; what its row says of moves belongs to each store.
  static let store = MovingTable(
    "store", key: "id", integers: "id created_at bound_at", texts: "queue_id partition account endpoint")

  private static let specs = MovingTable(
    "specs", key: "id", integers: "id", texts: "kind", json: "body", blobs: "digest", isNumbered: true)

  private static let launchRequests = MovingTable(
    "launch_requests", key: "id",
    integers: "id count opened_at closed_at lease_expires_boot absent_at absent_boot",
    texts: "uuid client_token region state lease_holder lease_boot_id absent_boot_id", json: "rung",
    blobs: "parameters", tokens: "lease_token", isNumbered: true)

  private static let jobs = MovingTable(
    "jobs", key: "id",
    integers: """
      id priority run_at spec after_job retry_for max_failures failures refusals rescues relaunches attempts generation \
      created_at unblocked_at started_at deadline finished_at lease_expires_boot open_request cancel_requested \
      keep_instance pending_spec pending_retry_for pending_priority running_since
      """,
    texts: """
      kind state queue region deployment after_condition lease_holder lease_boot_id watched_instance error_code \
      error_class error_message error_hint error_request_id
      """,
    json: "result", tokens: "lease_token", isNumbered: true)

  private static let attempts = MovingTable(
    "attempts", key: "job number", integers: "job number generation started_at finished_at calls",
    texts: "worker outcome error_code error_class error_message error_hint error_request_id", json: "rung")

  private static let uniqueKeys = MovingTable(
    "unique_keys", key: "key", integers: "job spec created_at pruned_at", texts: "key region deployment")

  private static let requestJobs = MovingTable(
    "launch_request_jobs", key: "request ordinal", integers: "request ordinal job")

  private static let sends = MovingTable(
    "launch_sends", key: "id", integers: "id request signed_at answered_at status signed_boot",
    texts: "worker answer code message request_id boot_id", isNumbered: true)

  private static let instances = MovingTable(
    "instances", key: "id", integers: "id request ordinal job recorded_at gone_at", texts: "account region instance_id",
    json: "resource", isNumbered: true)

  private static let closings = MovingTable(
    "closings", key: "region scope name",
    integers: "refusals first_closed_at closed_at reopens_at batch_limit probe_started_at probe_expires_boot",
    texts: "region scope name code class message request_id probe_holder probe_boot_id", json: "suggested_zones")

  private static let ladderKeys = MovingTable(
    "ladder_keys", key: "spec region rung scope", integers: "spec rung", texts: "region scope name")

  private static let halts = MovingTable(
    "region_halts", key: "region", integers: "since looked_at clear_at clear_boot", texts: "region clear_boot_id",
    json: "instances")

  private static let facts = MovingTable(
    "region_facts", key: "region name", integers: "stored_at", texts: "region name", json: "body")

  private static let images = MovingTable(
    "images", key: "region name", integers: "stored_at", texts: "region name", json: "body")

  private static let pauses = MovingTable(
    "pauses", key: "id", integers: "id since", texts: "queue kind operator reason", isNumbered: true)

  private static let orders = MovingTable(
    "orders", key: "id", integers: "id ordered_at jobs", texts: "operator verb", json: "detail", isNumbered: true)

  private static let orderJobs = MovingTable(
    "order_jobs", key: "job order_id", integers: "job order_id", texts: "effect")
}

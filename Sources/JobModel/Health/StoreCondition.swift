/// What a store says of itself, in values: whether that is well is decided elsewhere.
package struct StoreCondition: Sendable, Equatable {
  package var schema: Schema
  /// What is damaged in the file, or refers to what is not there, in words.
  package var damage: [String]
  /// Nil where the store is no file.
  package var file: File?
  /// Nil where the store is a file.
  package var server: Server?
  package var expiredLeases: [ExpiredLease]
  package var openRequests: [OpenRequest]

  package init(
    schema: Schema, damage: [String] = [], file: File? = nil, server: Server? = nil,
    expiredLeases: [ExpiredLease] = [], openRequests: [OpenRequest] = []
  ) {
    self.schema = schema
    self.damage = damage
    self.file = file
    self.server = server
    self.expiredLeases = expiredLeases
    self.openRequests = openRequests
  }

  package struct Schema: Sendable, Equatable {
    package var version: Int
    /// Tables, indexes and triggers that are not as this program makes them, in words.
    package var drift: [String]
    /// Nil where drift was looked for, else why not.
    package var uncompared: String?

    package init(version: Int, drift: [String] = [], uncompared: String? = nil) {
      self.version = version
      self.drift = drift
      self.uncompared = uncompared
    }
  }

  package struct File: Sendable, Equatable {
    package var path: String
    /// As chmod takes it.
    package var mode: Int
    package var owner: Owner
    /// The process's own user.
    package var user: Owner
    package var directoryMode: Int
    /// Nil where the system does not say.
    package var fileSystem: String?
    /// Bytes.
    package var size: Int64
    package var walSize: Int64
    /// Of the disk, for this user; nil where the system does not say.
    package var free: Int64?

    package init(
      path: String, mode: Int, owner: Owner, user: Owner, directoryMode: Int, fileSystem: String?, size: Int64,
      walSize: Int64, free: Int64?
    ) {
      self.path = path
      self.mode = mode
      self.owner = owner
      self.user = user
      self.directoryMode = directoryMode
      self.fileSystem = fileSystem
      self.size = size
      self.walSize = walSize
      self.free = free
    }
  }

  package struct Owner: Sendable, Equatable {
    package var id: Int
    package var name: String

    package init(id: Int, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// A running job whose worker gave no sign of life.
  package struct ExpiredLease: Sendable, Equatable {
    package var job: JobID
    package var holder: String
    /// Nil where the lease is of an earlier boot.
    package var overdue: Duration?

    package init(job: JobID, holder: String, overdue: Duration?) {
      self.job = job
      self.holder = holder
      self.overdue = overdue
    }
  }

  /// A launch that is not settled yet.
  package struct OpenRequest: Sendable, Equatable {
    package var region: String
    package var jobs: [JobID]
    package var openedAt: Timestamp
    package var sends: Int
    package var unanswered: Int

    package init(region: String, jobs: [JobID], openedAt: Timestamp, sends: Int, unanswered: Int) {
      self.region = region
      self.jobs = jobs
      self.openedAt = openedAt
      self.sends = sends
      self.unanswered = unanswered
    }
  }
}

/// What a store refuses, or cannot do.
package enum StoreError: Error, Sendable, Equatable {
  /// The unique key names a job with another spec.
  case uniqueKeyConflict(key: String, job: JobID)
  /// The key is new, but its rival names a job.
  case rivalKeyInUse(key: String, rival: String, job: JobID)
  case noSuchJob(JobID)
  /// A job was to come after one that its unique key names, and that was pruned.
  case dependencyPruned(JobID)
  /// The lease was lost: someone else decides about this now.
  case leaseLost(Fence)
  /// The database's schema is newer than this program.
  case schemaTooNew(found: String)
  /// The database's schema is older, and an upgrade was not asked for.
  case schemaTooOld(found: Int, needed: Int)
  /// An upgrade was asked for while workers live, which know the old schema alone: which, and for how long the last of
  /// them counts as living without a sign of life.
  case workersLive([String], for: Duration)
  /// The database cannot be used: where it is, and what it or the system says.
  case unusable(path: String, reason: String)
  /// The database cannot be used for now, and may be another time: its server does not answer, or is too busy. Nothing was
  /// changed. What is wrong, as it follows the database's name, and what to do.
  case unavailable(path: String, reason: String, hint: String)
  /// The server does not let this program in, or not do this: the same, until somebody changes that.
  case denied(path: String, reason: String, hint: String)
  /// No copy was made: where it was to be, and what the system says.
  case notBackedUp(path: String, reason: String)
  /// A copy was to get a name that is the store's own.
  case ownName(path: String)
  /// Another file was put in the place of the open one, or it was removed: nothing more is written.
  case replaced(path: String)
  /// Bound to one account and endpoint, met another.
  case boundElsewhere(bound: AccountBinding, met: AccountBinding)
  /// The queue has moved, or is moving: the file that it was in, where to (without the password), and since when.
  case moved(path: String, to: String, at: Timestamp)
  /// A queue is being moved into this database, and not all of it is there yet: the database, and the queue's id.
  case beingFilled(path: String, from: String)
}

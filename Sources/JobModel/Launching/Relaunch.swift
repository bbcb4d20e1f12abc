/// The end of a wait whose instance EC2 took for want of capacity before it was ready.
package struct Relaunch: Sendable, Equatable {
  /// The wait, as it polls.
  package var wait: Fence
  package var error: JobError
  /// How often its launch may run again in all.
  package var limit: Int
  /// EC2 calls made for the wait since the last decision about it.
  package var calls: Int

  package init(wait: Fence, error: JobError, limit: Int = JobDefaults.maxRelaunches, calls: Int = 0) {
    self.wait = wait
    self.error = error
    self.limit = limit
    self.calls = calls
  }

  package enum Effect: Sendable, Equatable {
    /// The launch is ready again, for so many times now; the wait, and tags, wait for it.
    case relaunched(launch: JobID, count: Int)
    /// The launch is not run again; the wait has failed with this.
    case failed(JobError)
    /// Somebody else decides about the wait now.
    case leaseLost
  }

  /// Why a launch is not run again although its instance is gone.
  package enum Refusal: Sendable, Equatable {
    /// Nothing here launched it, or what launched it stands elsewhere by now.
    case notItsLaunch
    case limit(Int)
    case deadline(Timestamp)
    /// Somebody wants the instance gone anyway.
    case unwanted
  }
}

extension JobError {
  /// The same error, with the reason for which it is final.
  package func final(_ refusal: Relaunch.Refusal) -> JobError {
    var error = self
    switch refusal {
    case .notItsLaunch: break
    case .limit(let count): error.message += "; its launch was run again \(count) times already"
    case .deadline(let time): error.message += "; the deadline of its launch passed at \(time)"
    case .unwanted: error.message += "; it was to be terminated, so its launch is not run again"
    }
    return error
  }
}

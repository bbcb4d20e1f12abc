import AWSCore
import EC2
import JobModel
import LaunchPolicy
import Logging

/// Watches every instance that a wait is parked on: one process at a time for each region.
struct Poller: Sendable {
  private static let looksPerRound = 1_000
  /// How long it sleeps at most: waits that another process began are noticed then.
  private static let longestSleep: Duration = .seconds(2)
  /// After a round, before what it left is asked for.
  private static let breath: Duration = .milliseconds(100)

  let context: WorkerContext
  let stop: WorkerStop
  let wake: WakeSignal
  /// Who closes the offerings of instances that died for want of capacity.
  let deaths: any CapacityDeaths

  private var tick: Duration {
    min(Self.longestSleep, context.settings.pollInterval / 2, context.settings.lease / 6)
  }

  /// Goes on until its task is cancelled, then lets another worker take over at once.
  func run() async {
    var watches: [String: RegionWatch] = [:]
    await watch(&watches)
    await letGo(watches)
  }

  private func letGo(_ watches: [String: RegionWatch]) async {
    for watch in watches.values { try? await watch.lease.yield() }
  }

  private func watch(_ watches: inout [String: RegionWatch]) async {
    while !Task.isCancelled {
      var pause = tick
      do {
        if context.rest.reason == nil {
          pause = try await poll(&watches)
        } else {
          // While it rests, whoever has better credentials shall poll.
          await letGo(watches)
        }
      } catch let error as StoreError {
        if case .boundElsewhere = error {
          stop.fail(error)
          return wake.signal()
        }
        context.logger.error("polling failed", metadata: ["error": "\(error)"])
      } catch let error as AWSError {
        await context.beginRest(error)
      } catch {
        if error is CancellationError { return }
        context.logger.error("polling failed", metadata: ["error": "\(error)"])
      }
      await context.looks.wait(atMost: pause, clock: context.clock)
    }
  }

  /// - Returns: how long nothing is due.
  private func poll(_ watches: inout [String: RegionWatch]) async throws -> Duration {
    var pause = tick
    for place in try await context.store.queue.pollingRegions() {
      let region = place.region
      var watch = watches[region] ?? RegionWatch(lease: RegionLease(context, region: region))
      // Also where its round fails: it has to be let go.
      watches[region] = watch
      pause = min(pause, try await poll(place, &watch))
      watches[region] = watch
    }
    return pause
  }

  private func poll(_ place: PollingRegion, _ watch: inout RegionWatch) async throws -> Duration {
    guard try await watch.lease.isHeld() else { return tick }
    if let quiet = watch.quietUntil, !quiet.hasPassed(at: context.boot()) { return tick }
    let wait = place.nextLook - context.now()
    guard wait <= .zero else { return wait }
    let due = try await context.store.queue.duePolls(region: place.region, limit: Self.looksPerRound)
    guard !due.isEmpty else { return tick }
    CrashPoint.pollDue.reach()
    let round = PollRound(context: context, deaths: deaths, region: place.region)
    let ending = try await round.run(due, &watch)
    wake.signal()
    switch ending {
    case .refused(let error):
      // Another worker may have better ones: its looks come first.
      try await watch.lease.yield()
      throw error
    case .throttled, .cutOff, .leaseLost: return tick
    case nil: return due.count < Self.looksPerRound ? min(tick, Self.breath) : .zero
    }
  }
}

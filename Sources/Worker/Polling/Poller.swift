import AWSCore
import JobModel
import Logging

/// Watches every instance that a wait is parked on: one process at a time for each region, and the regions beside each
/// other, so that a slow one holds up no other.
struct Poller: Sendable {
  /// How long it sleeps at most: waits that another process began are noticed then.
  private static let longestSleep: Duration = .seconds(2)

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
    var regions: [String: RegionPoller] = [:]
    await withDiscardingTaskGroup { rounds in
      // Ends early where the worker cannot go on.
      while !Task.isCancelled, stop.failure == nil {
        var pause = tick
        if context.rest.reason == nil {
          do { pause = try await begin(&rounds, in: &regions) } catch { await hear(error) }
        } else {
          // While it rests, whoever has better credentials shall poll.
          await letGo(regions)
        }
        await context.pollSignal.wait(atMost: pause, clock: context.clock)
      }
      rounds.cancelAll()
    }
    await letGo(regions)
  }

  private func letGo(_ regions: [String: RegionPoller]) async {
    for region in regions.values { await region.letGo() }
  }

  /// Begins the rounds that are due.
  /// - Returns: how long none is.
  private func begin(
    _ rounds: inout DiscardingTaskGroup, in regions: inout [String: RegionPoller]
  ) async throws -> Duration {
    var pause = tick
    for place in try await context.store.queue.pollingRegions() {
      let region =
        regions[place.region]
        ?? RegionPoller(PollRound(context: context, deaths: deaths, region: place.region), tick: tick)
      regions[place.region] = region
      switch try await region.next(place) {
      case .later(let time): pause = min(pause, time)
      case .look(let due, let watch): rounds.addTask { await look(at: due, region, watch) }
      }
    }
    return pause
  }

  private func look(at due: [PollingJob], _ region: RegionPoller, _ watch: RegionWatch) async {
    var watch = watch
    var pause = tick
    do { pause = try await region.look(at: due, &watch) } catch { await hear(error) }
    wake.signal()
    try? await context.clock.sleep(for: pause)
    region.giveBack(watch)
    context.pollSignal.signal()
  }

  private func hear(_ error: any Error) async {
    switch error {
    case StoreError.boundElsewhere:
      stop.fail(error)
      wake.signal()
      context.pollSignal.signal()
    case let error as AWSError: await context.beginRest(error)
    case is CancellationError: break
    default: context.report(error, "polling failed")
    }
  }
}

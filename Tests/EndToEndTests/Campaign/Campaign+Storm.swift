import Foundation

/// Everybody at once, until it is over.
extension Campaign {
  /// - Returns: the commands of producers whose launches nobody asked to terminate.
  func storm() async throws -> [[String]] {
    // The database is there before anybody races for it.
    try await database.make(sandbox)
    let points = Turns(WorkerFate.points)
    let places = Turns(WorkerFate.sleepingPlaces)
    return try await withThrowingTaskGroup(of: [[String]].self) { group in
      for slot in 0..<settings.slots {
        let workers = CampaignWorkers(
          sandbox: sandbox, database: database, settings: settings, tally: tally, points: points, places: places,
          isOver: isOver)
        group.addTask {
          try await workers.run(slot: slot)
          return []
        }
      }
      for number in 0..<settings.producers {
        group.addTask { try await produce(number) }
      }
      group.addTask {
        var weather = CampaignWeather(simulator: simulator, isOver: isOver, random: settings.random("weather"))
        try await weather.run()
        return []
      }
      group.addTask {
        var faults = CampaignMachineFaults(
          machine: machine, tally: tally, fillsDisk: database.disk != nil, isOver: isOver,
          random: settings.random("machine"))
        try await faults.run()
        return []
      }
      group.addTask {
        try await database.strike(tally, random: settings.random("database"), isOver: isOver)
        return []
      }
      group.addTask {
        await tally.wait { counts in
          counts.launchesTold >= Int(Double(settings.launches) * settings.backupShare)
            || ContinuousClock.now - started >= settings.longest * settings.backupShare
        }
        try await restoration.backUp()
        return []
      }
      if settings.showsProgress {
        group.addTask {
          try await showProgress()
          return []
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  private func produce(_ number: Int) async throws -> [[String]] {
    var producer = CampaignProducer(
      settings, number: number, sandbox: sandbox, database: database, tally: tally, told: told)
    while !isOver() {
      if try await mayLaunch() { try await producer.launch(atMost: settings.launches - tally.counts.launchesTold) }
      try await producer.meddle()
      // How often a script comes by: the rhythm of the load, no wait for anything.
      try await Task.sleep(for: .milliseconds(200))
    }
    return producer.commands
  }

  /// Launches are spread over the storm, so that there is work under way whenever something strikes.
  private func mayLaunch() async throws -> Bool {
    let told = tally.counts.launchesTold
    let share = (ContinuousClock.now - started) / settings.spread
    return told < settings.launches && Double(told) < Double(settings.launches) * share + 20
  }

  private var isOver: @Sendable () -> Bool {
    { [tally, settings, started] in
      let counts = tally.counts
      if ContinuousClock.now - started > settings.longest { return true }
      return counts.launchesTold >= settings.launches && counts.kills >= settings.kills
        && counts.zombies >= settings.zombies
    }
  }

  private func showProgress() async throws {
    while !isOver() {
      try await Task.sleep(for: .seconds(10))
      let counts = tally.counts
      let seconds = (ContinuousClock.now - started).components.seconds
      print(
        "campaign: \(seconds) s, \(counts.launchesTold) launches, \(counts.kills) kills, \(counts.zombies) zombies,",
        "\(counts.workers) workers ended, \(counts.surprises.count) surprises")
      fflush(nil)
    }
  }
}

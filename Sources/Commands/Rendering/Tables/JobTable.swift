import JobModel

/// Jobs as a table for people.
enum JobTable {
  static func render(
    _ jobs: [JobRecord], now: Timestamp, pauses: [Pause] = [], on screen: Screen = .plain
  ) -> String {
    var table = TextTable(["ID", "KIND", "STATE", "TRIES", "AGE", "INSTANCE", "WHERE", "DETAIL"])
    for job in jobs {
      let held = pauses.holding(job) == nil ? "" : "paused"
      let detail = [held, detail(job, now: now)].filter { !$0.isEmpty }.joined(separator: "; ")
      table.rows.append([
        "\(job.id)", job.kind.rawValue, job.shownState(at: now).rawValue, "\(job.attempts.last?.number ?? 0)",
        DurationText.rough(now - job.createdAt), job.instanceID ?? "-", job.place, detail,
      ])
    }
    table.styles["STATE"] = StateStyle.job
    table.lesser = ["AGE", "TRIES", "WHERE"]
    return table.render(on: screen)
  }

  /// What a person wants to know of a job in this state.
  static func detail(_ job: JobRecord, now: Timestamp) -> String {
    var parts: [String] = []
    switch job.shownState(at: now) {
    case .retrying, .scheduled:
      if job.runAt > now { parts.append("in \(DurationText.rough(job.runAt - now))") }
    case .blocked: if let after = job.after { parts.append("after \(after)") }
    default: break
    }
    if job.cancelRequested { parts.append("cancel requested") }
    if job.hasPendingChanges {
      parts.append("its open request is settled first; its changes apply if that launched nothing")
    }
    if job.state == .succeeded, job.instanceGoneAt != nil { parts.append("instance gone") }
    if job.endedNothing { parts.append("nothing to end") }
    if let error = job.error { parts.append("\(error.code): \(error.message)") }
    return parts.joined(separator: "; ")
  }
}

extension JobRecord {
  /// Of a termination behind a launch that had launched nothing.
  var endedNothing: Bool {
    if case .terminated(let end) = result { end.instanceID == nil } else { false }
  }

  var instanceID: String? { result?.instanceID ?? spec.instanceID ?? watchedInstanceID }

  /// Zone where it is known, else region.
  var place: String {
    if case .resource(let resource) = result, let zone = resource.availabilityZone { return zone }
    if case .launch(let spec) = spec, let zone = spec.availabilityZones.first ?? spec.subnetIDs.first { return zone }
    return region
  }
}

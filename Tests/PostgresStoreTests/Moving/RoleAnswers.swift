#if Postgres
  import JobModel

  /// What a store answers to everything that can be asked without changing it, by the question.
  enum RoleAnswers {
    static func read(_ store: any JobStore) async throws -> [String: String] {
      let jobs = try await store.jobs(Selection(), limit: nil, attempts: true)
      let ids = jobs.map(\.id)
      let regions = Set(jobs.map(\.region))
      let late = Timestamp(rawValue: 9_999_999_999_999)
      var answers: [String: String] = [
        "queue": "\(try await store.queueID())",
        "binding": "\(String(describing: try await store.binding()))",
        "counts": "\(try await store.counts())",
        "backlog": "\(try await store.backlog(queues: [], only: nil))",
        "instances": "\(try await store.instances(Selection(), limit: nil))",
        "regions": "\(try await store.regions())",
        "launch regions": "\(try await store.launchRegions())",
        "polling regions": "\(try await store.pollingRegions())",
        "halts": "\(try await store.halts())",
        "pauses": "\(try await store.pauses())",
        "orders": "\(try await store.orders(about: nil, limit: nil))",
        "prunable": "\(try await store.prunable(finishedBefore: late))",
        "keys": "\(try await store.keysOfJobs(prunedBefore: late))",
        "related": "\(try await store.related(to: ids))",
        "open requests": "\(try await store.condition().openRequests)",
        // Unless nobody's, they are of another clock in the other store.
        "closings": "\(try await store.closings(region: nil).map(Self.withoutProbe))",
      ]
      for job in jobs {
        answers["job \(job.id)"] = "\(job)"
        answers["orders of \(job.id)"] = "\(try await store.orders(about: job.id, limit: nil))"
      }
      for number in 1...Int64(jobs.count + 20) {
        answers["request \(number)"] = "\(String(describing: try await store.launchRequest(number)))"
      }
      for region in regions {
        answers["due polls in \(region)"] = "\(try await store.duePolls(region: region, limit: 100).map(\.instanceID))"
        answers["image in \(region)"] = String(
          describing: try await store.cachedImage(ImageKey(region: region, name: "al2023"), maxAge: .seconds(1 << 40)))
        answers["fact in \(region)"] = String(
          describing: try await store.fact("zones", region: region, maxAge: .seconds(1 << 40)))
      }
      return answers
    }

    private static func withoutProbe(_ closing: Closing) -> Closing {
      var closing = closing
      closing.prober = nil
      closing.probedUntil = nil
      return closing
    }
  }
#endif

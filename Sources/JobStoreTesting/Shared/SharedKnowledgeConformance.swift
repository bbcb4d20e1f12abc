import JobModel
import Testing

/// What a store must do as an ``ImageCache``, as ``NamedLeases`` and as an ``AccountRegister``.
package enum SharedKnowledgeConformance {
  package static let cases = images + namedLeases + account

  static let images = [
    ConformanceCase("an image is answered while it is fresh, by region and name") { bench in
      let key = ImageKey(region: "r", name: "al2023/6.1/arm64")
      let image = CachedImage(imageID: "ami-1", architecture: "arm64", rootDeviceName: "/dev/xvda", name: "n")
      #expect(try await bench.store.cachedImage(key, maxAge: .seconds(60)) == nil)
      try await bench.store.storeImage(image, for: key)
      bench.clock.advance(by: .seconds(60))
      #expect(try await bench.store.cachedImage(key, maxAge: .seconds(60)) == image)
      #expect(try await bench.store.cachedImage(ImageKey(region: "s", name: key.name), maxAge: .seconds(60)) == nil)
      bench.clock.advance(by: .milliseconds(1))
      #expect(try await bench.store.cachedImage(key, maxAge: .seconds(60)) == nil)
    },
    ConformanceCase("a newer image takes the place of the older") { bench in
      let key = ImageKey(region: "r", name: "x")
      for number in 1...2 {
        let image = CachedImage(
          imageID: "ami-\(number)", architecture: "x86_64", rootDeviceName: "/dev/xvda", name: nil)
        try await bench.store.storeImage(image, for: key)
        #expect(try await bench.store.cachedImage(key, maxAge: .zero) == image)
      }
    },
  ]

  static let namedLeases = [
    ConformanceCase("a name is one holder's until its lease ends or is yielded") { bench in
      let store = bench.store
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)))
      #expect(try await store.acquire("poller", holder: "b", lease: .seconds(10)) == false)
      #expect(try await store.acquire("other", holder: "b", lease: .seconds(10)))
      bench.clock.advance(by: .seconds(9))
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)), "the holder extends it")
      bench.clock.advance(by: .seconds(9))
      #expect(try await store.acquire("poller", holder: "b", lease: .seconds(10)) == false)
      bench.clock.advance(by: .seconds(1))
      #expect(try await store.acquire("poller", holder: "b", lease: .seconds(10)))
      try await store.yield("poller", holder: "a")
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)) == false, "only its holder yields it")
      try await store.yield("poller", holder: "b")
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)))
    },
    ConformanceCase("whether a name is free is seen without taking it") { bench in
      let store = bench.store
      #expect(try await store.isFree("poller"))
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)))
      #expect(try await store.isFree("poller") == false)
      #expect(try await store.isFree("other"))
      bench.clock.advance(by: .seconds(10))
      #expect(try await store.isFree("poller"))
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)))
      try await store.yield("poller", holder: "a")
      #expect(try await store.isFree("poller"))
      #expect(try await store.acquire("poller", holder: "a", lease: .seconds(10)))
      bench.clock.reboot()
      #expect(try await store.isFree("poller"))
    },
    ConformanceCase("a restart of the machine frees every name; a step of the wall clock none") {
      (bench: Bench) async throws in
      #expect(try await bench.store.acquire("poller", holder: "a", lease: .seconds(10)))
      bench.clock.stepWall(by: .seconds(86_400))
      #expect(try await bench.store.acquire("poller", holder: "b", lease: .seconds(10)) == false)
      bench.clock.reboot()
      #expect(try await bench.store.acquire("poller", holder: "b", lease: .seconds(10)))
    },
  ]

  static let account = [
    ConformanceCase("a store has an id of its own that stays") { bench in
      let id = try await bench.store.queueID()
      #expect(id.count == 36 && id == id.lowercased())
      #expect(try await bench.store.queueID() == id)
    },
    ConformanceCase("a store is bound once, and meets no other account or endpoint after that") { bench in
      let mine = AccountBinding(partition: "aws", account: "111122223333", endpoint: nil)
      #expect(try await bench.store.binding() == nil)
      try await bench.store.bind(mine)
      try await bench.store.bind(mine)
      #expect(try await bench.store.binding() == mine)
      let others = [
        AccountBinding(partition: "aws", account: "444455556666", endpoint: nil),
        AccountBinding(partition: "aws-cn", account: "111122223333", endpoint: nil),
        AccountBinding(partition: "aws", account: "111122223333", endpoint: "http://127.0.0.1:1"),
      ]
      for other in others {
        await #expect(throws: StoreError.boundElsewhere(bound: mine, met: other)) { try await bench.store.bind(other) }
      }
      #expect(try await bench.store.binding() == mine)
    },
  ]
}

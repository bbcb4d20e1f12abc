// swift-tools-version: 6.2
import PackageDescription

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let xmlCoder = Target.Dependency.product(name: "XMLCoder", package: "XMLCoder")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
  name: "geuse",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "geuse", targets: ["geuse"]),
    // Loaded into geuse by tests alone, which find it beside themselves; nothing links it.
    .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
  ],
  traits: [
    .trait(name: "Postgres", description: "The store on a PostgreSQL server, which needs libpq")
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/CoreOffice/XMLCoder", exact: "0.18.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // Values and roles; everything points down to here.
    .target(name: "JobModel"),

    // AWS: the protocol's plumbing, then EC2's own shapes.
    .target(name: "AWSCore", dependencies: [httpClient, crypto, logging, subprocess, xmlCoder]),
    .target(name: "EC2", dependencies: ["AWSCore", xmlCoder]),
    .target(name: "EC2Simulator", dependencies: ["AWSCore", hummingbird, lifecycle, logging]),

    // The store: what its transactions do, and the database that they are in.
    .target(name: "JobTransactions", dependencies: ["JobModel", crypto]),
    .target(name: "JobSchema", path: "Migrations", resources: [.embedInCode("sqlite"), .embedInCode("postgres")]),
    .target(name: "SQLiteStore", dependencies: ["JobModel", "JobTransactions", "JobSchema", grdb]),
    .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .target(
      name: "PostgresStore",
      dependencies: [
        "JobModel", "JobTransactions", "JobSchema", subprocess,
        .target(name: "CLibpq", condition: .when(traits: ["Postgres"])),
      ]),
    .target(name: "JobStoreTesting", dependencies: ["JobModel"]),

    // Decisions, then the processes that carry them out.
    .target(name: "LaunchPolicy", dependencies: ["JobModel", "EC2", "AWSCore"]),
    .target(name: "Operations", dependencies: ["JobModel"]),
    .target(
      name: "Worker",
      dependencies: ["JobModel", "LaunchPolicy", "EC2", "AWSCore", logging, lifecycle]),
    .target(
      name: "Commands",
      dependencies: [
        "JobModel", "JobTransactions", "LaunchPolicy", "Operations", "Worker", "SQLiteStore", "PostgresStore", "EC2",
        "AWSCore", "EC2Simulator", argumentParser, logging, lifecycle, signals,
      ]),
    .executableTarget(name: "geuse", dependencies: ["Commands"]),

    // One test target a module; EndToEndTests drives the built binary.
    .testTarget(name: "JobModelTests", dependencies: ["JobModel"]),
    // A listener that does to its connections what a script says.
    .target(name: "LoopbackTesting", path: "Tests/LoopbackTesting"),
    .testTarget(
      name: "AWSCoreTests", dependencies: ["AWSCore", "LoopbackTesting", logging, subprocess],
      exclude: ["Fixtures", "make-credential-vectors.py", "make-shell-vectors.py", "make-signer-vectors.py"]),
    // In a process of its own, so that a test can measure what the client keeps.
    .executableTarget(name: "HostileServer", dependencies: ["LoopbackTesting"], path: "Tests/HostileServer"),
    .testTarget(
      name: "EC2Tests",
      dependencies: ["EC2", "AWSCore", "HostileServer", "LaunchPolicy", "LoopbackTesting", subprocess],
      exclude: ["make-query-vectors.py", "record-moto-answers.py"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "EC2SimulatorTests", dependencies: ["EC2Simulator", "EC2", "AWSCore", subprocess],
      exclude: ["boto3-client.py", "compare-with-moto.py", "known_differences.py"]),
    .testTarget(name: "JobTransactionsTests", dependencies: ["JobTransactions", "JobModel"]),
    .testTarget(
      name: "SQLiteStoreTests",
      dependencies: [
        "SQLiteStore", "JobTransactions", "JobSchema", "JobStoreTesting", "StoreContest", "JobModel", grdb,
      ]),
    .target(name: "StoreContest", dependencies: ["StoreContender", subprocess], path: "Tests/StoreContest"),
    .testTarget(
      name: "PostgresStoreTests",
      dependencies: [
        "PostgresStore", "SQLiteStore", "JobTransactions", "JobSchema", "JobStoreTesting", "LoopbackTesting",
        "StoreContest", "JobModel", subprocess, grdb, crypto,
      ]),
    // A process of its own that claims and finishes, so that tests can set several against one file.
    .executableTarget(
      name: "StoreContender", dependencies: ["SQLiteStore", "PostgresStore", "JobModel"], path: "Tests/StoreContender"),
    .testTarget(
      name: "LaunchPolicyTests", dependencies: ["LaunchPolicy", "JobModel", "EC2", "AWSCore"], exclude: ["Fixtures"]),
    .testTarget(name: "OperationsTests", dependencies: ["Operations", "JobModel"]),
    .testTarget(
      name: "WorkerTests",
      dependencies: [
        "Worker", "SQLiteStore", "EC2Simulator", "EC2", "AWSCore", "JobModel", "LaunchPolicy", logging,
      ]),
    .testTarget(name: "CommandsTests", dependencies: ["Commands", "JobModel", "EC2Simulator", argumentParser]),
    .testTarget(
      name: "EndToEndTests",
      // Beside the binary, what tests need that leave behind what no worker leaves behind yet, or that read its record.
      dependencies: [
        "geuse", "AWSCore", "EC2", "JobModel", "JobTransactions", "LaunchPolicy", "PostgresStore", "SQLiteStore",
        "Worker", subprocess,
      ],
      exclude: ["Python", "Snapshots"]),
    // One process of a benchmark; Benchmarks/run.py starts them.
    .executableTarget(
      name: "StoreBenchmark", dependencies: ["SQLiteStore", "PostgresStore", "JobModel", argumentParser, grdb],
      path: "Benchmarks/StoreBenchmark"),
    // What a machine does to a process: a disk that fills or loses power, a wall clock that is set.
    .target(name: "FaultShim", path: "Tests/FaultShim"),
  ]
)

// One place for every target's settings: warnings are errors, and the features that later language modes turn on.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  ]
}

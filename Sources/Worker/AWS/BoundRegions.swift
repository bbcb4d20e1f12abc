import AWSCore
package import EC2
package import JobModel

/// Hands out clients only once it is sure that they reach the account this database belongs to.
package actor BoundRegions {
  private let regions: any EC2Regions
  private let accounts: any AccountRegister
  private let pacer: Pacer?
  private var clients: [String: any EC2API] = [:]
  /// The keys that are known to reach the account this database belongs to.
  private var confirmed: Set<String> = []
  private let questions = SharedQuestions()

  /// - Parameter pacer: nil where people ask, who need not wait.
  package init(_ regions: any EC2Regions, accounts: any AccountRegister, pacer: Pacer? = nil) {
    self.regions = regions
    self.accounts = accounts
    self.pacer = pacer
  }

  /// - Throws: `AWSError`, or ``StoreError/boundElsewhere(bound:met:)``.
  package func client(for region: String) async throws -> any EC2API {
    let client = try clients[region] ?? made(for: region)
    clients[region] = client
    try await confirm(accessKeyID: try await regions.accessKeyID(), client)
    return client
  }

  private func made(for region: String) throws -> any EC2API {
    let client = RefreshingEC2(try regions.client(for: region), regions: regions)
    return pacer.map { PacedEC2(client, pacer: $0) } ?? client
  }

  /// Makes sure that a key reaches our account: once a key, since keys of one source may change between two calls.
  func confirm(accessKeyID: String, _ client: any EC2API) async throws {
    guard !confirmed.contains(accessKeyID) else { return }
    _ = try await questions.ask(accessKeyID) { try await self.bind(client) }
    confirmed.insert(accessKeyID)
  }

  /// Asks who the credentials of now are, whatever was known of them; nothing to ask before the first call.
  func confirmAfresh() async throws {
    guard let client = clients.values.first else { return }
    await regions.refreshCredentials()
    let accessKeyID = try await regions.accessKeyID()
    confirmed.remove(accessKeyID)
    try await confirm(accessKeyID: accessKeyID, client)
  }

  private func bind(_ client: any EC2API) async throws {
    let account = try await account(client)
    try await accounts.bind(
      AccountBinding(partition: regions.partition(of: client.region), account: account, endpoint: regions.endpoint))
  }

  /// A custom endpoint without STS is known by the key that signs.
  private func account(_ client: any EC2API) async throws -> String {
    do {
      return try await client.callerIdentity().account
    } catch {
      guard regions.endpoint != nil, error.saysThereIsNoSuchService else { throw error }
      return try await regions.accessKeyID()
    }
  }
}

extension AWSError {
  /// Whether the endpoint itself says that it has no such action; a proxy's page or a broken answer says nothing.
  fileprivate var saysThereIsNoSuchService: Bool {
    origin == .envelope && ["InvalidAction", "UnknownOperationException", "UnknownOperation"].contains(code)
      || status == 404
  }
}

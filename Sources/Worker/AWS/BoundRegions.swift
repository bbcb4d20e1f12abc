import AWSCore
package import EC2
import JobModel

/// Hands out clients only once it is sure that they reach the account this database belongs to.
package actor BoundRegions {
  private let regions: any EC2Regions
  private let accounts: any AccountRegister
  private var clients: [String: any EC2API] = [:]
  private var isBound = false

  init(_ regions: any EC2Regions, accounts: any AccountRegister) {
    self.regions = regions
    self.accounts = accounts
  }

  /// - Throws: `AWSError`, or ``StoreError/boundElsewhere(bound:met:)``.
  package func client(for region: String) async throws -> any EC2API {
    let client = try clients[region] ?? regions.client(for: region)
    clients[region] = client
    if !isBound {
      let account = try await account(client)
      try await accounts.bind(
        AccountBinding(partition: regions.partition(of: region), account: account, endpoint: regions.endpoint))
      isBound = true
    }
    return client
  }

  package func refreshCredentials() async { await regions.refreshCredentials() }

  /// A custom endpoint without STS is known by the key that signs.
  private func account(_ client: any EC2API) async throws -> String {
    do {
      return try await client.callerIdentity().account
    } catch {
      guard regions.endpoint != nil, error.origin == .unrecognized || error.code == "InvalidAction" else { throw error }
      return try await regions.accessKeyID()
    }
  }
}

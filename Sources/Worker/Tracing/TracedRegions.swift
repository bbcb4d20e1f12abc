package import AWSCore
package import EC2

/// Regions whose launches, looks and terminations are kept account of.
package struct TracedRegions: EC2Regions {
  private let regions: any EC2Regions
  private let trace: Trace

  package init(_ regions: any EC2Regions, trace: Trace) {
    self.regions = regions
    self.trace = trace
  }

  package func client(for region: String) throws(AWSError) -> any EC2API {
    TracedEC2(try regions.client(for: region), trace: trace)
  }

  package func refreshCredentials() async { await regions.refreshCredentials() }
  package var endpoint: String? { regions.endpoint }
  package func partition(of region: String) -> String { regions.partition(of: region) }
  package func accessKeyID() async throws(AWSError) -> String { try await regions.accessKeyID() }
}

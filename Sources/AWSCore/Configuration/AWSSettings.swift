/// Everything that flags, variables and shared files say about how to reach AWS, each in AWS's own order.
package struct AWSSettings: Sendable {
  package let environment: AWSEnvironment
  package let shared: SharedConfiguration
  /// The profile in force: `--profile`, else `AWS_PROFILE`, else `default`.
  package let profileName: String
  /// True when `--profile` named it, which puts it before keys in the environment.
  package let profileIsExplicit: Bool
  package let regions: RegionResolver
  package let endpoints: EndpointResolver
  /// Where credentials are asked for. `--endpoint-url` is not among it: as with the AWS CLI, it says where the command's
  /// own service is.
  private let credentialEndpoints: EndpointResolver

  /// - Throws: `ConfigurationError`, also when a profile is asked for that neither file has.
  package init(
    profile: String? = nil, region: String? = nil, endpointURL: String? = nil, environment: AWSEnvironment
  ) throws(ConfigurationError) {
    self.environment = environment
    shared = try SharedConfiguration(environment)
    let asked = profile ?? environment["AWS_PROFILE"]
    profileName = asked ?? "default"
    profileIsExplicit = profile != nil
    let settings = shared.profile(profileName)
    if let asked, settings == nil {
      throw ConfigurationError(
        "no profile \(asked) in \(shared.configPath) or \(shared.credentialsPath): "
          + "add it with aws configure --profile \(asked), or name another")
    }
    regions = RegionResolver(flag: region, environment: environment, profile: settings)
    endpoints = try EndpointResolver(flag: endpointURL, environment: environment, profile: settings)
    credentialEndpoints = try EndpointResolver(flag: nil, environment: environment, profile: settings)
  }

  /// Proxies and trust roots for the network that AWS is reached over.
  ///
  /// - Throws: `ConfigurationError`
  package func transportConfiguration() throws(ConfigurationError) -> AsyncHTTPTransport.Configuration {
    var configuration = AsyncHTTPTransport.Configuration()
    configuration.proxies = try ProxySettings(environment)
    if let path = environment["AWS_CA_BUNDLE"] {
      configuration.trustRoots = try TrustRoots(path: path, origin: "AWS_CA_BUNDLE", environment: environment)
    } else if let path = shared.profile(profileName)?["ca_bundle"] {
      configuration.trustRoots = try TrustRoots(
        path: path, origin: "ca_bundle of profile \(profileName)", environment: environment)
    }
    return configuration
  }

  /// Cached, refreshed credentials from the first place that has any.
  package func credentialProvider(
    transport: any HTTPTransport, runner: any CommandRunner = SubprocessRunner(), clock: AWSClock = AWSClock()
  ) -> RefreshingCredentials {
    let planned = PlannedCredentials(
      environment: environment, endpoints: credentialEndpoints, region: try? regions.region(), transport: transport,
      runner: runner, clock: clock)
    var links: [any CredentialProvider] = [
      ProfileCredentials(profileName: profileName, isExplicit: profileIsExplicit, planned: planned),
      ContainerCredentials(environment: environment, transport: transport),
      InstanceMetadataCredentials(environment: environment, transport: transport),
    ]
    if !profileIsExplicit { links.insert(EnvironmentCredentials(environment: environment), at: 0) }
    return RefreshingCredentials(CredentialChain(links), now: { clock.now })
  }
}

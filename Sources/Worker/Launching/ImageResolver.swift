import AWSCore
import EC2
import JobModel
import LaunchPolicy

/// Finds the image of a launch, through the cache that all workers share.
struct ImageResolver: Sendable {
  let cache: any ImageCache
  let client: any EC2API
  let questions: SharedQuestions

  /// - Parameter refresh: ask EC2 even where the cache has an answer.
  /// - Returns: the image, and how many calls it took.
  func resolve(_ spec: LaunchSpec, rung: Rung, refresh: Bool) async throws -> (image: CachedImage, calls: Int) {
    if let imageID = spec.imageID {
      return try await cached(ImageKey(region: client.region, name: imageID), refresh: refresh) {
        guard let parameter = ImageChoice.parameter(in: imageID) else { return try await named(imageID) }
        let found = try await named(try await client.parameter(parameter))
        return (found.image, found.calls + 1)
      }
    }
    if let architecture = spec.architecture { return try await newest(architecture, refresh: refresh) }
    // What a type runs never changes: its answer is kept with the image it leads to.
    let key = ImageKey(region: client.region, name: "\(ImageChoice.family)/type/\(rung.instanceType)")
    return try await cached(key, refresh: refresh) {
      let types = try await client.describeInstanceTypes(types: [rung.instanceType])
      let supported = types.first { $0.instanceType == rung.instanceType }?.supportedArchitectures ?? []
      let architecture = ImageChoice.architecture(of: rung.instanceType, supported: supported)
      let found = try await newest(architecture, refresh: refresh)
      return (found.image, found.calls + 1)
    }
  }

  private func newest(_ architecture: Architecture, refresh: Bool) async throws -> (image: CachedImage, calls: Int) {
    try await cached(ImageChoice.cacheKey(architecture, region: client.region), refresh: refresh) {
      let images = try await client.describeImages(
        ids: [], owners: [ImageChoice.owner], filters: ImageChoice.filters(architecture))
      guard let image = ImageChoice.newest(images, architecture: architecture) else {
        throw AWSError(
          action: "DescribeImages", origin: .envelope, code: "InvalidAMIID.NotFound",
          message: "no image named \(ImageChoice.namePattern(architecture)) of owner \(ImageChoice.owner)", status: 200,
          region: client.region)
      }
      return (CachedImage(image), 1)
    }
  }

  private func named(_ imageID: String) async throws -> (image: CachedImage, calls: Int) {
    let images = try await client.describeImages(ids: [imageID], owners: [], filters: [])
    guard let image = images.first else {
      throw AWSError(
        action: "DescribeImages", origin: .envelope, code: "InvalidAMIID.NotFound",
        message: "the image id '\(imageID)' does not exist", status: 200, region: client.region)
    }
    return (CachedImage(image), 1)
  }

  private func cached(
    _ key: ImageKey, refresh: Bool, _ find: @escaping @Sendable () async throws -> (image: CachedImage, calls: Int)
  ) async throws -> (image: CachedImage, calls: Int) {
    let known = try await questions.ask("image/\(key.region)/\(key.name)/\(refresh)") { [cache] in
      if !refresh, let known = try await cache.cachedImage(key, maxAge: ImageChoice.maxAge) { return Found(known, 0) }
      let found = try await find()
      try await cache.storeImage(found.image, for: key)
      return Found(found.image, found.calls)
    }
    return (known.answer.image, known.isOurs ? known.answer.calls : 0)
  }

  private struct Found {
    let image: CachedImage
    let calls: Int

    init(_ image: CachedImage, _ calls: Int) {
      self.image = image
      self.calls = calls
    }
  }
}

extension CachedImage {
  /// Amazon Linux and most others boot from `/dev/xvda`; EC2 says where it is otherwise.
  init(_ image: Image) {
    self.init(
      imageID: image.imageID, architecture: image.architecture ?? "",
      rootDeviceName: image.rootDeviceName ?? "/dev/xvda",
      name: image.name)
  }
}

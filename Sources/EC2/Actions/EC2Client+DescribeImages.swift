package import AWSCore

extension EC2Client {
  package func describeImages(
    ids: [String], owners: [String], filters: [EC2Filter]
  ) async throws(AWSError) -> [Image] {
    try await pages(of: DescribeImagesAnswer.self) { token in
      DescribeImagesParameters(ids: ids, owners: owners, filters: filters, nextToken: token).encoded
    }
    .flatMap { $0.imagesSet.orEmpty().map(Image.init) }
  }
}

private struct DescribeImagesAnswer: PagedAnswer {
  struct Item: Decodable {
    struct Mapping: Decodable {
      struct Ebs: Decodable { let volumeSize: Int? }

      let deviceName: String?
      let ebs: Ebs?
    }

    let imageId: String
    let name: String?
    let imageOwnerId: String?
    let architecture: String?
    let creationDate: String?
    let rootDeviceName: String?
    let imageState: String?
    let blockDeviceMapping: ItemList<Mapping>?
  }

  let imagesSet: ItemList<Item>?
  let nextToken: String?
}

extension Image {
  fileprivate init(_ item: DescribeImagesAnswer.Item) {
    let root = item.blockDeviceMapping.orEmpty().first { $0.deviceName == item.rootDeviceName }
    self.init(
      imageID: item.imageId, name: item.name.nonEmpty, ownerID: item.imageOwnerId.nonEmpty,
      architecture: item.architecture.nonEmpty, creationDate: item.creationDate.nonEmpty.flatMap(AWSDate.parse),
      rootDeviceName: item.rootDeviceName.nonEmpty, state: item.imageState.nonEmpty,
      rootSnapshotSizeGiB: root?.ebs?.volumeSize)
  }
}

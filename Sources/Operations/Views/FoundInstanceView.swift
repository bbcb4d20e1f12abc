package import JobModel

/// An instance of this queue that is not on record, and what becomes of it, as JSON shows it.
package struct FoundInstanceView: Encodable, Sendable {
  package let instance: ListedInstance
  package let region: String
  /// The launch that it fits.
  package let fits: JobID?
  /// The launch that has it now.
  package var adoptedBy: JobID?
  package var terminatedBy: JobID?
  /// Why it could not be dealt with.
  package var refusal: String?

  package init(instance: ListedInstance, region: String, fits: JobID?) {
    self.instance = instance
    self.region = region
    self.fits = fits
  }

  enum CodingKeys: String, CodingKey {
    case region, fits, request, tags, refusal
    case adoptedBy = "adopted_by"
    case terminatedBy = "terminated_by"
  }

  package func encode(to encoder: any Encoder) throws {
    try ResultView(.resource(instance.resource)).encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(region, forKey: .region)
    try container.encode(instance.requestUUID, forKey: .request)
    try container.encode(instance.tags, forKey: .tags)
    try container.encode(fits, forKey: .fits)
    try container.encode(adoptedBy, forKey: .adoptedBy)
    try container.encode(terminatedBy, forKey: .terminatedBy)
    try container.encode(refusal, forKey: .refusal)
  }
}

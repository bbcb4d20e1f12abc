package import JobModel

/// The errors of waits whose instance EC2 does not show.
package enum WaitError {
  static let timeout = "WaitTimeout"

  /// An id that stayed unknown for longer than EC2's lists lag.
  static func unknown(_ job: PollingJob, waited: Duration) -> JobError {
    let look = "aws ec2 describe-instances --instance-ids \(job.instanceID) --region"
    return JobError(
      code: "InvalidInstanceID.NotFound", class: .reference,
      message: "EC2 does not know instance \(job.instanceID) in \(job.region) after \(DurationText.rough(waited)); "
        + "it is gone, or lives in another region",
      hint: "look: \(look) \(job.region), or \(look) REGION; then: geuse wait \(job.instanceID) --region REGION")
  }

  /// An id that this database knows from another region.
  package static func elsewhere(_ job: PollingJob, region: String, launch: JobID) -> JobError {
    JobError(
      code: "InvalidInstanceID.NotFound", class: .reference,
      message: "instance \(job.instanceID) is in \(region), where launch job \(launch) put it, not in \(job.region)",
      hint: "geuse wait \(launch), or geuse wait \(job.instanceID) --region \(region)")
  }
}

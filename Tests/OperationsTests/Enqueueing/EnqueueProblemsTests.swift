import Testing

@testable import Operations

@Suite("What is wrong with lines of jobs")
struct EnqueueProblemsTests {
  @Test(arguments: [
    ("", "not JSON at column 1: expected a value"), ("[]", "not a JSON object"), ("7", "not a JSON object"),
    (#"{"kind":"launch"} x"#, "not JSON at column 19"),
    ("{}", "kind is missing: launch, wait, tag, terminate"),
    (#"{"kind":"lunch"}"#, "kind 'lunch' is not valid: launch, wait, tag, terminate"),
    (#"{"kind":7}"#, "kind '7' is not valid"),
    (#"{"kind":"launch","sepc":{}}"#, "sepc is no field of a job: did you mean 'spec'?"),
    (#"{"kind":"launch","id":7}"#, "id is no field of a job: known are kind, after,"),
    (#"{"kind":"launch","spec":[]}"#, "spec 'a list of 0' is not valid: an object"),
    (#"{"kind":"launch","spec":{"instance_type":"t3"}}"#, "did you mean 'instance_types'?"),
    (
      #"{"kind":"launch","spec":{"instance_types":"t3.medium"}}"#,
      "spec.instance_types 't3.medium' is not valid: a list"
    ),
    (#"{"kind":"launch","spec":{"instance_types":["t3.medium",3]}}"#, "spec.instance_types[1] '3' is not valid: texts"),
    (#"{"kind":"launch","spec":{"instance_types":["Large"]}}"#, "spec.instance_types 'Large' is not valid"),
    (#"{"kind":"launch","spec":{"markets":["futures"]}}"#, "spec.markets[0] 'futures' is not valid: on-demand, spot"),
    (#"{"kind":"launch","spec":{"max_price":"0.1"}}"#, "spec.max_price '0.1' is not valid: only together"),
    (#"{"kind":"launch","spec":{"max_price":0.1}}"#, "spec.max_price '0.1' is not valid: a text"),
    (#"{"kind":"launch","spec":{"root_volume_size":1.5}}"#, "spec.root_volume_size '1.5' is not valid: a whole number"),
    (#"{"kind":"launch","spec":{"root_volume_size":0}}"#, "spec.root_volume_size '0' is not valid: 1 to 65536 GiB"),
    (#"{"kind":"launch","spec":{"encrypted":"yes"}}"#, "spec.encrypted 'yes' is not valid: true or false"),
    (#"{"kind":"launch","spec":{"tags":["a=b"]}}"#, "spec.tags 'a list of 1' is not valid: an object of texts"),
    (#"{"kind":"launch","spec":{"tags":{"a":1}}}"#, "spec.tags.a '1' is not valid: a text"),
    (#"{"kind":"launch","spec":{"tags":{"aws:a":"1"}}}"#, "spec.tags 'aws:a' is not valid"),
    (#"{"kind":"launch","spec":{"user_data":["s3cret"]}}"#, "spec.user_data '…' is not valid: a text"),
    (#"{"kind":"launch","spec":{"user_data_base64":"s3cret!"}}"#, "spec.user_data_base64 '…' is not valid: base64"),
    (#"{"kind":"launch","spec":{"user_data":"s3cret","user_data_file":"setup.sh"}}"#, "one of user_data,"),
    (#"{"kind":"launch","spec":{"user_data_file":"no.sh"}}"#, "user_data_file 'no.sh' is not valid: there is no such"),
    (#"{"kind":"launch","spec":{"instance_id":"i-0aaaaaaa"}}"#, "spec.instance_id is no field of the spec of a launch"),
    (#"{"kind":"wait"}"#, "spec.instance_id is missing: an instance id, or a job"),
    (#"{"kind":"wait","spec":{"instance_id":"i-xyz"}}"#, "spec.instance_id 'i-xyz' is not valid"),
    (#"{"kind":"wait","spec":{"instance_id":"i-0aaaaaaa","timeout":-1}}"#, "spec.timeout '-1' is not valid"),
    (#"{"kind":"tag","spec":{"instance_id":"i-0aaaaaaa"}}"#, "spec.tags is missing: at least one tag"),
    (#"{"kind":"tag","spec":{"instance_id":"i-0aaaaaaa","tags":{}}}"#, "spec.tags is missing: at least one tag"),
    (#"{"kind":"launch","after":0}"#, "after '0' is not valid: a job's id"),
    (#"{"kind":"launch","after":[1]}"#, "after 'a list of 1' is not valid"),
    (#"{"kind":"launch","after":"nobody"}"#, "after 'nobody' is not valid: the unique_key of another line"),
    (#"{"kind":"launch","unique_key":"a","after":"a"}"#, "after goes round in a circle: line 2 after line 2"),
    (#"{"kind":"launch","unique_key":""}"#, "unique_key '' is not valid: 1 to 300 characters"),
    (#"{"kind":"launch","queue":""}"#, "queue '' is not valid: 1 to 100 characters"),
    (#"{"kind":"launch","priority":"high"}"#, "priority 'high' is not valid: a whole number"),
    (#"{"kind":"launch","priority":99999999999999999999}"#, "priority '99999999999999999999' is not valid"),
    (#"{"kind":"launch","run_at":"tomorrow"}"#, "run_at 'tomorrow' is not valid: a time such as"),
    (#"{"kind":"launch","region":"mars"}"#, "region 'mars' is not valid: a region such as eu-west-1"),
    (#"{"kind":"launch","max_failures":0}"#, "max_failures '0' is not valid: a whole number from 1 to 1000"),
    (#"{"kind":"launch","retry_for":"soon"}"#, "retry_for 'soon' is not valid: a duration such as"),
    (#"{"kind":"launch","retry_for":60}"#, "retry_for '60' is not valid: a text"),
    ("{\"kind\":\"\\u001b[31m\\n\"}", "kind '·[31m·' is not valid"),
  ])
  func areToldByLineAndField(_ line: String, problem: String) {
    let problems = Lines.problems([#"{"kind":"launch"}"#, line])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("line 2: ") == true && problems.first?.contains(problem) == true, "\(problems)")
    #expect(problems.first?.contains("s3cret") == false)
  }

  @Test func areAllToldInTheOrderOfTheLines() {
    let problems = Lines.problems([
      #"{"kind":"launch","after":"b","queue":""}"#,
      #"{"kind":"launch","unique_key":"a","after":"c"}"#,
      "nonsense",
      #"{"kind":"launch","unique_key":"a","spec":{"instance_types":["Large"],"root_volume_size":0}}"#,
      #"{"kind":"launch","unique_key":"c","after":"a"}"#,
    ])
    // Nobody knows which key the third line had: none is called unknown.
    #expect(
      problems.map { String($0.prefix(30)) } == [
        "line 1: queue '' is not valid:", "line 2: after goes round in a ", "line 3: not JSON at column 1: ",
        "line 4: spec.instance_types 'L", "line 4: spec.root_volume_size ", "line 4: unique_key 'a' is not ",
      ])
    #expect(problems[1] == "line 2: after goes round in a circle: line 2 after line 5 after line 2")
    #expect(problems[5] == "line 4: unique_key 'a' is not valid: line 2 has it already")
  }

  @Test func withoutARegionEachLineNeedsOneUnlessItActsOnAnother() {
    let lines = [
      #"{"kind":"launch","unique_key":"a"}"#, #"{"kind":"wait","after":"a"}"#,
      #"{"kind":"launch","region":"eu-west-1"}"#, #"{"kind":"wait","after":7}"#,
      #"{"kind":"wait","spec":{"instance_id":"i-0aaaaaaa"}}"#,
    ]
    #expect(
      Lines.problems(lines, region: nil)
        == [1, 5].map { "line \($0): region is missing, and there is no other: no region" })
  }

  @Test func manyAreCounted() {
    var file = EnqueueFile(Lines.source())
    for number in 1...3_000 { file.add(Array("x".utf8), number: number) }
    file.addTooLong(number: 3_001)
    let refusal = #expect(throws: EnqueueRefusal.self) { try file.plan() }
    #expect(refusal?.count == 3_001)
    #expect(refusal?.problems.first?.line == 1)
  }

  @Test func aLineWithThousandsOfStrangeFieldsIsToldInShort() {
    let members = (1...20_000).map { #""x\#($0)":1"# }.joined(separator: ",")
    let problems = Lines.problems([#"{"kind":"launch",\#(members)}"#])
    #expect(problems.count == 21)
    #expect(problems.last == "line 1: and 19980 more are no fields of a job")
  }

  @Test func thereAreOnlySoManyJobsAtATime() {
    var file = EnqueueFile(Lines.source())
    let line = Array(#"{"kind":"launch"}"#.utf8)
    for number in 1...(EnqueueFile.maxJobs + 2) { file.add(line, number: number) }
    let refusal = #expect(throws: EnqueueRefusal.self) { try file.plan() }
    #expect(refusal?.problems.map(\.inWords) == ["line 100001: at most 100000 jobs at a time"])
  }
}

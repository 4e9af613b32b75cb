/** Reading the JUnit report of Kubernetes' tests. */
import { expect } from "chai";
import { readReport } from "./junit.ts";

const report = `<?xml version="1.0" encoding="UTF-8"?>
  <testsuites tests="6" disabled="3" errors="0" failures="1" time="9.5">
      <testsuite name="Kubernetes e2e suite" package="/x" tests="6">
          <testcase name="[ReportBeforeSuite]" classname="Kubernetes e2e suite" status="passed" time="0.01"></testcase>
          <testcase name="[It] External Storage [Driver: d] [Testpattern: A (b)] volumes should store data" classname="s" status="passed" time="1.5"></testcase>
          <testcase name="[It] a &#34;second&#34; &lt;one&gt; &amp; more" classname="s" status="failed" time="2">
              <failure message="" type="failed">[FAILED] it was &#39;red&#39;&#xA;In [It] at: x.go:1</failure>
              <system-err>&lt;testcase name=&#34;not one&#34; status=&#34;failed&#34;&gt;</system-err>
          </testcase>
          <testcase name="[It] not for this driver" classname="s" status="skipped" time="0.2">
              <skipped message="skipped - Driver &#34;d&#34; does not do that"></skipped>
          </testcase>
          <testcase name="[It] not asked for" classname="s" status="skipped" time="0"><skipped message="skipped"></skipped></testcase>
          <testcase name="[SynchronizedBeforeSuite]" classname="s" status="timedout" time="3"><failure type="timedout">no nodes</failure></testcase>
      </testsuite>
  </testsuites>
`;

describe("The report of Kubernetes' tests", () => {
  const specs = readReport(report);

  it("names each test and what became of it", () => {
    expect(specs.map(({ name, outcome, seconds }) => [name, outcome, seconds])).to.deep.equal([
      ["External Storage [Driver: d] [Testpattern: A (b)] volumes should store data", "passed", 1.5],
      ['a "second" <one> & more', "failed", 2],
      ["not for this driver", "skipped", 0.2],
      ["not asked for", "unselected", 0],
      ["[SynchronizedBeforeSuite]", "failed", 3],
    ]);
  });

  it("says why a test failed or left itself out", () => {
    expect(specs.map(({ words }) => words)).to.deep.equal([
      "",
      "[FAILED] it was 'red'\nIn [It] at: x.go:1",
      'Driver "d" does not do that',
      "",
      "no nodes",
    ]);
  });

  it("counts a test whose end nobody knows as failed", () => {
    const odd = report.replace('status="passed" time="1.5"', 'status="INVALID SPEC STATE" time="1.5"');
    expect(readReport(odd)[0]).to.include({ outcome: "failed", words: "INVALID SPEC STATE" });
  });

  it("is refused when it is cut off", () => {
    expect(() => readReport(report.slice(0, 600))).to.throw("not a whole JUnit report");
  });
});

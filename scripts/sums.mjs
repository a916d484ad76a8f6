// The sums that a run ends with.

/** "12 passed, 0 failed", and ", 1 skipped" where any were. */
export function sumLine({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Sums and the names of skipped tests, from Jest's JSON report. A suite that failed to run counts
 * as a failed test, and so does a run that had no tests or failed for a cause that no test shows.
 */
export function readJestReport(report) {
  if (!report) return { passed: 0, failed: 1, skipped: 0, skippedNames: [] };
  const passed = report.numPassedTests;
  const tests = report.testResults.flatMap((suite) => suite.assertionResults);
  const skippedTests = tests.filter(({ status }) => !['passed', 'failed'].includes(status));
  let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (failed === 0 && (!report.success || passed === 0)) failed = 1;
  return {
    passed,
    failed,
    skipped: skippedTests.length,
    skippedNames: skippedTests.map(({ fullName }) => fullName),
  };
}

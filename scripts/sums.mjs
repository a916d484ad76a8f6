// The sums that a run ends with.

/** "12 passed, 0 failed", and ", 1 skipped" where any were. */
export function sumLine({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Sums and names from Jest's JSON report. A suite that failed to run counts as a failed test, and so
 * does a run that had no tests or failed for a cause that no test shows.
 */
export function readJestReport(report) {
  if (!report) return { passed: 0, failed: 1, ...sorted([]), failedSuites: [] };
  const suites = report.testResults;
  const tests = sorted(suites.flatMap(({ assertionResults }) => assertionResults));
  const passed = report.numPassedTests;
  let failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  if (failed === 0 && (!report.success || passed === 0)) failed = 1;
  return {
    passed,
    failed,
    ...tests,
    failedSuites: suites
      .filter(({ status }) => status === 'failed')
      .map(({ name, assertionResults }) => ({ name, ...sorted(assertionResults) })),
  };
}

/**
 * The result of a run whose failed suites have run once more: for these the second run counts. What
 * failed in the first and not in the second is unsteady.
 */
export function settled(first, second) {
  const earlier = (count) => first.failedSuites.reduce((sum, suite) => sum + count(suite), 0);
  const { failed, failedNames, failedSuites } = second;
  return {
    passed: first.passed - earlier(({ passedNames }) => passedNames.length) + second.passed,
    failed,
    skipped: first.skipped - earlier(({ skipped }) => skipped) + second.skipped,
    skippedNames: [...new Set([...first.skippedNames, ...second.skippedNames])],
    failedNames,
    failedSuites,
    unsteadyNames: first.failedNames.filter((name) => !failedNames.includes(name)),
  };
}

function sorted(tests) {
  const names = (isMeant) => tests.filter(isMeant).map(({ fullName }) => fullName);
  const skippedNames = names(({ status }) => !['passed', 'failed'].includes(status));
  return {
    skipped: skippedNames.length,
    skippedNames,
    passedNames: names(({ status }) => status === 'passed'),
    failedNames: names(({ status }) => status === 'failed'),
  };
}

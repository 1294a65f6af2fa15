const path = require('node:path');

/** Prints what each suite cost, slowest last, so that the one to look at stands above the total. */
class SuiteTimesReporter {
  constructor(globalConfig) {
    this.rootDir = globalConfig.rootDir;
    this.suites = [];
  }

  onTestResult(_test, result) {
    const { start, end } = result.perfStats;
    this.suites.push({ seconds: (end - start) / 1000, file: path.relative(this.rootDir, result.testFilePath) });
  }

  onRunComplete(_contexts, results) {
    const wallSeconds = (Date.now() - results.startTime) / 1000;
    this.suites.sort((left, right) => left.seconds - right.seconds);
    const lines = this.suites.map(({ seconds, file }) => `${seconds.toFixed(1).padStart(8)} s  ${file}`);
    const total = `${wallSeconds.toFixed(1).padStart(8)} s  in all, ${this.suites.length} suites`;
    process.stderr.write(['', 'Time of each suite', ...lines, total, ''].join('\n'));
  }
}

module.exports = SuiteTimesReporter;

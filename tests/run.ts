import { runSuites } from './run-suites.ts';
import { buildSuites, sourceSuites, wholeSuites } from './suites.ts';

/*
 * npm test: every suite, then one table and one line that counts.
 * npm test -- units site   only these suites.
 */

// Two lanes for two cores: compilers in one, everything that reads source in the other.
await runSuites([buildSuites, sourceSuites], wholeSuites, process.argv.slice(2));

import { join } from 'node:path';
import { runSuites } from './run-suites.ts';
import { buildSuites, sourceSuites, wholeSuites } from './suites.ts';
import { testBuilds } from './test-builds.ts';

/*
 * npm test: every suite, then one table and one line that counts.
 * npm test -- units site   only these suites.
 */

Object.assign(process.env, testBuilds(join(import.meta.dirname, '..')));

// Two lanes for two cores: compilers in one, everything that reads source in the other.
await runSuites([buildSuites, sourceSuites], wholeSuites, process.argv.slice(2));

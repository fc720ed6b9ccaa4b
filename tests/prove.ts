import { proofs } from './proofs.ts';
import { runSuites } from './run-suites.ts';

/*
 * npm run prove: what takes too long for every change, with the table and the last line of npm test.
 * npm run prove -- pacer    only these proofs.
 */

// No lanes: most proofs start servers and load them, and would be each other's noise.
await runSuites([], proofs, process.argv.slice(2));

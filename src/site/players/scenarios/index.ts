import type { Scenario } from '../scenario.ts';
import { goroutines } from './goroutines.ts';
import { loopAndPool } from './loop-and-pool.ts';
import { stealing } from './stealing.ts';
import { threeRuntimes } from './three-runtimes.ts';
import { threeWays } from './three-ways.ts';
import { tokioWorker } from './tokio-worker.ts';
import { waitingLine } from './waiting-line.ts';

/** Every scene that a player can show, by its id. */
export const scenarios: ReadonlyMap<string, Scenario> = new Map(
	[threeRuntimes, loopAndPool, goroutines, tokioWorker, stealing, waitingLine, threeWays].map(
		(scenario) => [scenario.id, scenario],
	),
);

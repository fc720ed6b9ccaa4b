import type { MakePolicy } from '../simulation.ts';
import { cluster } from './cluster.ts';

/**
 * A thread a core, each with the connections it was given and no stealing, as actix-web runs: each worker is a
 * Tokio runtime of one thread, and connections are handed out in turn (actix-server 2, src/accept.rs).
 * Who waits for whom is as in a cluster without a pool; what differs, memory and start-up, is no matter of time.
 */
export function threadPerCore(threads: number): MakePolicy {
	return cluster(threads, 0);
}

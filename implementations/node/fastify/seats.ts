import { Unavailable } from './unavailable.ts';

/**
 * So many at once, and the others in a queue in the order in which they came, for so long at most.
 *
 * postgres.js has no limit of its own for how long a query waits for a connection, and sends a query to a busy connection when
 * all are (up to 100 on one, `max_pipeline`): it then waits for whatever is being asked there. Behind seats, as many
 * as there are connections, each query has one to itself, as in the Go and Rust servers.
 */
export class Seats {
	#free: number;
	readonly #longestWaitMs: number;
	readonly #waiting: (() => void)[] = [];

	constructor(count: number, longestWaitMs: number) {
		this.#free = count;
		this.#longestWaitMs = longestWaitMs;
	}

	/** @throws Unavailable where no seat came free in time */
	async hold<Result>(work: () => Promise<Result>): Promise<Result> {
		if (this.#free > 0) this.#free -= 1;
		else await this.#turn();
		try {
			return await work();
		} finally {
			// Handed over, not put back: whoever comes now must not overtake who has waited.
			const next = this.#waiting.shift();
			if (next) next();
			else this.#free += 1;
		}
	}

	#turn(): Promise<void> {
		return new Promise((resolve, reject) => {
			const enter = (): void => {
				clearTimeout(timer);
				resolve();
			};
			const timer = setTimeout(() => {
				this.#waiting.splice(this.#waiting.indexOf(enter), 1);
				reject(new Unavailable());
			}, this.#longestWaitMs);
			this.#waiting.push(enter);
		});
	}
}

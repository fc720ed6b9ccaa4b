/**
 * Lets so many of what it is given run at a time, in the order in which they were asked for.
 *
 * @returns what runs `work` when it is its turn; it resolves and rejects as `work` does
 */
export function turns(places: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
	let free = places;
	const waiting: (() => void)[] = [];
	return async (work) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
		try {
			return await work();
		} finally {
			// A place is handed on, so that nobody who comes later gets in between.
			const next = waiting.shift();
			if (next) next();
			else free += 1;
		}
	};
}

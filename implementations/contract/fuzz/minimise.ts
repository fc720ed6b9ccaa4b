import type { Script } from './script.ts';

/** Each try may have to start a server; a failure that is understood is worth more than one that is shortest. */
const MOST_TRIES = 80;

/**
 * The shortest script found that still fails: first without whole requests, then without parts of each, halves before
 * quarters, which is Zeller's and Hildebrandt's delta debugging ("Simplifying and Isolating Failure-Inducing Input", IEEE
 * Transactions on Software Engineering 28(2), 2002) without its complements.
 *
 * @param fails plays a script and says whether it still fails
 */
export async function minimise(
	script: Script,
	fails: (script: Script) => Promise<boolean>,
): Promise<Script> {
	let tries = 0;
	let smallest = script;
	const attempt = async (candidate: Script): Promise<boolean> => {
		tries += 1;
		if (tries > MOST_TRIES || !(await fails(candidate))) return false;
		smallest = candidate;
		return true;
	};
	await attempt({ ...smallest, pieces: 1, pauseMs: 0 });
	for (let place = smallest.requests.length - 1; place >= 0; place -= 1) {
		if (smallest.requests.length === 1) break;
		await attempt({ ...smallest, requests: smallest.requests.toSpliced(place, 1) });
	}
	for (let place = 0; place < smallest.requests.length; place += 1) {
		const textAt = (): string => smallest.requests[place]?.text ?? '';
		for (
			let size = Math.ceil(textAt().length / 2);
			size >= 1;
			size = size === 1 ? 0 : Math.ceil(size / 2)
		) {
			for (let start = 0; start < textAt().length;) {
				const text = textAt().slice(0, start) + textAt().slice(start + size);
				const requests = smallest.requests.with(place, { text, whole: false });
				if (!(await attempt({ ...smallest, requests }))) start += size;
			}
		}
	}
	return smallest;
}

import { settledResourcesOf, type Resources } from './resources.ts';

/**
 * What a server may hold more after one half of its requests than after the half before. A file lost in one of two hundred
 * connections is beyond it, and so are 5 KB lost in each request: a half is 5,000 requests on some 1,700 connections.
 */
const MOST_MORE = { openFiles: 8, rssBytes: 24 * 2 ** 20 };

/**
 * How often a server may have grown by more before that counts as a leak. A heap that is collected takes what it may, in
 * steps: Fastify's cluster went from 370 to 520 MiB over eight halves, and had stopped then. A leak never stops.
 */
const MOST_HALVES = 6;

/**
 * Compares what a server holds after two halves; and while that is too much, after one more, and one more.
 *
 * @param sendHalf plays as many requests as a half has
 * @throws Error in a sentence with the figures
 */
export async function expectNoLeak(leader: number, sendHalf: () => Promise<void>): Promise<void> {
	const looks: Resources[] = [];
	while (looks.length < MOST_HALVES) {
		await sendHalf();
		looks.push(await settledResourcesOf(leader));
		const [before, after] = looks.slice(-2);
		if (before !== undefined && after !== undefined && !grew(before, after)) return;
	}
	throw new Error(
		`expected to hold at most ${MOST_MORE.rssBytes / 2 ** 20} MiB and ${MOST_MORE.openFiles} files more than half a run before, ` +
			`but it went on growing: ${looks.map(shown).join('; ')}`,
	);
}

function grew(before: Resources, after: Resources): boolean {
	if (after.rssBytes > before.rssBytes + MOST_MORE.rssBytes) return true;
	if (before.openFiles === undefined || after.openFiles === undefined) return false;
	return after.openFiles > before.openFiles + MOST_MORE.openFiles;
}

function shown({ rssBytes, openFiles }: Resources): string {
	const files = openFiles === undefined ? '' : ` and ${openFiles} files`;
	return `${Math.round(rssBytes / 2 ** 20)} MiB${files}`;
}

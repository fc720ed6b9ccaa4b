import { subjectAt, valueAt, type CellIndex } from '../../core/explorer/cell-index.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import {
	type CellFile,
	neededFor,
	offeredBy,
	type OfferedRun,
	titleOfRun,
} from './offered-runs.ts';

/** What the explorer's index puts behind a twin's variant. */
const twin = /, A\/A twin$/;

/**
 * The runs that this site serves, the newest first.
 *
 * @param folder address of their files
 * @param sound ids of those that may be published and passed their gates
 */
export function publishedRuns(
	index: CellIndex,
	folder: string,
	sound: ReadonlySet<string>,
): OfferedRun[] {
	const lines = Array.from({ length: index.count }, (_, line) => line);
	const files = Map.groupBy(lines, (line) => valueAt(index, 'run', line));
	return [...files]
		.sort(([a], [b]) => (a < b ? 1 : -1))
		.map(([id, own]) => [id, own.map((line) => cellFileAt(index, line))] as const)
		.map(([id, own]) => ({
			id,
			group: 'On this site',
			title: titleOfRun(id),
			...offeredBy(own),
			isSound: sound.has(id),
			load: async (subjects) => {
				const address = `${folder}${encodeURIComponent(id)}/`;
				const [run, ...cells] = await Promise.all([
					read(`${address}run.json`),
					...neededFor(own, subjects).map(({ path }) => read(`${address}${inAddress(path)}.json`)),
				]);
				return { run: run as Run, cells: cells as Cell[] };
			},
		}));
}

function cellFileAt(index: CellIndex, line: number): CellFile {
	const named = subjectAt(index, line);
	return {
		path: index.cells[line] ?? '',
		experiment: valueAt(index, 'experiment', line),
		subject: named.replace(twin, ''),
		isTwin: twin.test(named),
		passedGates: valueAt(index, 'gates', line) === 'passed',
	};
}

const inAddress = (path: string) => path.split('/').map(encodeURIComponent).join('/');

const known = new Map<string, Promise<unknown>>();

/** These files were checked against their schemas when the site was built, and never change. */
function read(address: string): Promise<unknown> {
	const found = known.get(address) ?? request(address);
	known.set(address, found);
	// What failed is asked for again.
	found.catch(() => known.delete(address));
	return found;
}

async function request(address: string): Promise<unknown> {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`The server answered ${answer.status} to ${address}.`);
	return answer.json();
}

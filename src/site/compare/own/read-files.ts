import './without-eval.ts';
import type { RunWithCells } from '../../../core/comparability/twin-comparisons.ts';
import { whyRunNotUsable } from '../../../core/comparability/why-not-comparable-runs.ts';
import { gatherRuns } from '../../../core/own-runs/gather-runs.ts';
import { limits } from '../../../core/own-runs/limits.ts';
import { subjectOf } from '../../../core/selection/find-cell.ts';
import { offeredBy, type OfferedRun, titleOfRun } from '../offered-runs.ts';
import type { ChosenFile } from './chosen-files.ts';

export interface Brought {
	runs: OfferedRun[];
	/** What could not be read, a sentence each. */
	problems: string[];
}

/** The runs of files that a reader chose. They are read here, and stay in this page's memory. */
export async function readFiles(chosen: readonly ChosenFile[]): Promise<Brought> {
	const refused = whyNotRead(chosen);
	if (refused) return { runs: [], problems: [refused] };
	const files = await Promise.all(
		chosen
			.filter(({ path }) => path.endsWith('.json'))
			.map(async ({ path, file }) => ({ path, text: await file.text() })),
	);
	const { runs, problems } = gatherRuns(files);
	return { runs: runs.map(asOffered), problems };
}

function whyNotRead(chosen: readonly ChosenFile[]): string | undefined {
	const archive = chosen.find(({ path }) => /\.(zip|t?gz|tar)$/i.test(path));
	if (archive) return `${archive.path} is an archive: unpack it, and choose the folder.`;
	if (chosen.length > limits.files) {
		return `There are more than ${limits.files} files: choose the folder of a run.`;
	}
	const json = chosen.filter(({ path }) => path.endsWith('.json'));
	const large = json.find(({ file }) => file.size > limits.fileBytes);
	if (large) {
		return `${large.path} is larger than a file of a run (${limits.fileBytes} bytes).`;
	}
	const bytes = json.reduce((sum, { file }) => sum + file.size, 0);
	if (bytes <= limits.totalBytes) return undefined;
	return `The files are ${bytes} bytes together, and ${limits.totalBytes} are read: choose the folder of one run.`;
}

function asOffered(found: RunWithCells): OfferedRun {
	const files = found.cells.map((cell) => ({
		path: cell.id,
		experiment: cell.experiment,
		subject: subjectOf(cell),
		isTwin: cell.duplicate,
	}));
	return {
		id: `yours:${found.run.id}`,
		group: 'Yours',
		title: `yours: ${titleOfRun(found.run.id)}`,
		...offeredBy(files),
		isSound: whyRunNotUsable(found.run) === undefined,
		load: () => Promise.resolve(found),
	};
}

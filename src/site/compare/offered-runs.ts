import type { RunWithCells } from '../../core/comparability/twin-comparisons.ts';
import type { Offered } from '../../core/comparison/state.ts';

/** A file of a cell, by what its path says. */
export interface CellFile {
	/** Inside the run's folder, without `.json`. */
	path: string;
	experiment: string;
	subject: string;
	isTwin: boolean;
	/** Absent where nobody has looked into it. */
	passedGates?: boolean;
}

/** A run that can be chosen, wherever its files are. */
export interface OfferedRun extends Offered {
	/** Under which heading it stands among those to choose from. */
	group: string;
	title: string;
	/**
	 * @param subjects reads only the cells that a comparison of these needs; all where absent
	 * @throws Error whose message is a sentence
	 */
	load(subjects?: readonly string[]): Promise<RunWithCells>;
}

/** `prime, standard, 2026-11-21 06:51`: what a run's id tells, in words. */
export function titleOfRun(id: string): string {
	const parts = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)\d*-(.+)-([a-z]+)$/.exec(id);
	if (parts === null) return id;
	const [, year, month, day, hour, minute, experiment, profile] = parts;
	return `${experiment}, ${profile}, ${year}-${month}-${day} ${hour}:${minute}`;
}

/** What can be asked of a run whose cells have these files. Where a gate was not passed nobody meets: there is nothing to compare. */
export function offeredBy(files: readonly CellFile[]): Pick<Offered, 'experiments' | 'subjects'> {
	const own = files.filter(({ isTwin }) => !isTwin);
	const bySubject = Map.groupBy(own, ({ subject }) => subject);
	const subjects = [...bySubject].sort(([a], [b]) => (a < b ? -1 : 1));
	return {
		experiments: [...new Set(own.map(({ experiment }) => experiment))],
		subjects: new Map(
			subjects.map(([name, cells]) => [
				name,
				new Set(cells.filter(({ passedGates = true }) => passedGates).map(placeOf)),
			]),
		),
	};
}

/** A cell's path is `<experiment>/<language>/<framework>/<variant>/<track>/<load>`. */
function placeOf({ path }: CellFile): string {
	return path
		.split('/')
		.filter((_, depth) => depth === 0 || depth > 3)
		.join('/');
}

/** What a comparison of two subjects reads: both, and the twins with their originals, which tell the noise. */
export function neededFor(
	files: readonly CellFile[],
	subjects?: readonly string[],
): readonly CellFile[] {
	if (subjects === undefined) return files;
	const twinned = new Set(files.filter(({ isTwin }) => isTwin).map(({ subject }) => subject));
	return files.filter(({ subject }) => subjects.includes(subject) || twinned.has(subject));
}

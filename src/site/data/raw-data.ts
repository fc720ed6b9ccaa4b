import { repositoryUrl } from '../this-build.ts';
import type { ChosenRun } from './index.ts';

/**
 * Address of a result file on GitHub; undefined for a run that is only on this machine. A run is
 * committed after the commit it measured, so the link goes to the main branch.
 */
export function rawDataUrl({ origin, run }: ChosenRun, file: string): string | undefined {
	return origin === 'local' ? undefined : repositoryUrl(`content/results/${run.id}/${file}`);
}

import { element } from '../../explorer/element.ts';
import type { OfferedRun } from '../offered-runs.ts';

/** Shows a run on every chart of its experiments until the tab is closed, or takes it off them again. */
export function offerForCharts(run: OfferedRun): HTMLElement {
	const line = element('p', {});
	const button = element('button', { type: 'button' }, 'Show it on every chart');
	const said = element('span', { role: 'status' });
	let shown: string | undefined;
	const press = async (): Promise<void> => {
		const { keep, keptOf, takeOff } = await import('./keep.ts');
		if (shown === undefined) {
			const kept = keptOf(await run.load());
			keep(kept);
			shown = kept.run.id;
		} else {
			takeOff(shown);
			shown = undefined;
		}
		const isOn = shown !== undefined;
		button.textContent = isOn ? 'Take it off the charts' : 'Show it on every chart';
		said.textContent = isOn
			? ' Charts of its experiments have it as a hollow diamond until this tab is closed.'
			: ' No chart has it.';
	};
	button.addEventListener('click', () => {
		press().catch((error: unknown) => (said.textContent = ` ${(error as Error).message}`));
	});
	line.append(`${run.title} `, button, said);
	return line;
}

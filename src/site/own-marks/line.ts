import { compareEnvironments } from '../../core/comparability/environment.ts';
import {
	whyOnlyRatios,
	whyRunsNotComparable,
} from '../../core/comparability/why-not-comparable-runs.ts';
import type { KeptRun } from '../../core/own-runs/kept-runs.ts';
import type { Run } from '../../core/schemas/run.ts';
import { element, shape } from '../explorer/element.ts';
import { DIAMOND } from './draw.ts';
import { differenceWords } from './figures.ts';

const NOT_DRAWN =
	'It cannot be drawn here, where a figure is no single figure of a cell. What it measured instead:';

interface Told {
	own: KeptRun;
	/** The run behind the chart; undefined where it could not be loaded. */
	published: Run | undefined;
	/** Why it has no place beside the chart's run at all. */
	refused: string | undefined;
	isDrawn: boolean;
	/** What cannot be drawn, a cell each. */
	texts: readonly string[];
	takeOff: () => void;
}

/** Whose the hollow diamonds are, and on what other machine they were measured. */
export function lineOf({ own, published, refused, isDrawn, texts, takeOff }: Told): HTMLElement {
	const { id, startedAt } = own.run;
	const line = element('div', { class: 'own-run-line' });
	const environment = published
		? differenceWords(compareEnvironments(published, own.run))
		: 'the run of this chart could not be loaded, so the environments are not compared';
	const caution = isDrawn && published && whyOnlyRatios(published, own.run);
	line.append(
		sentence(`your run ${id}, ${startedAt.slice(0, 10)}: ${environment}.`),
		...(caution ? [element('p', {}, caution)] : []),
		...(isDrawn ? [] : [element('p', {}, refused ?? NOT_DRAWN), listOf(refused ? [] : texts)]),
	);
	const button = element('button', { type: 'button' }, 'Take it off the charts');
	button.addEventListener('click', takeOff);
	line.append(button);
	return line;
}

/** After the mark itself, which not every typeface has. */
function sentence(text: string): HTMLElement {
	const key = shape('svg', {
		viewBox: '-7 -7 14 14',
		width: '14',
		height: '14',
		'aria-hidden': 'true',
	});
	key.append(shape('path', { d: DIAMOND }));
	const said = element('p', {});
	said.append(key, ` ${text}`);
	return said;
}

/** Why a run has no place beside the chart's at all. */
export function whyNotShown(own: KeptRun, published: Run | undefined): string | undefined {
	return published && whyRunsNotComparable(published, own.run);
}

function listOf(texts: readonly string[]): HTMLElement {
	const list = element('ul', {});
	list.append(...texts.map((text) => element('li', {}, text)));
	return list;
}

import { figures } from '../../core/explorer/columns.ts';
import { formatMetric, formatNumber } from '../../core/format.ts';
import type { Cell, MeasuredCell, MetricName, Window } from '../../core/schemas/cell.ts';
import type { Run } from '../../core/schemas/run.ts';
import { distribution } from './distribution.ts';
import { element } from './element.ts';

interface Links {
	file: string;
	page: string;
}

/** All there is to see of one cell, in the order of a reader's doubts: what, how much, was it valid, each window. */
export function cellParts(run: Run, cell: Cell, links: Links): HTMLElement[] {
	const subject = `${cell.implementation}:${cell.variant}${cell.duplicate ? ', A/A twin' : ''}`;
	const title = element('h2', {}, `${subject}, ${cell.load}`);
	const cores = cell.cores === 1 ? 'one core' : `${cell.cores} cores`;
	const where = element(
		'p',
		{},
		`Experiment ${cell.experiment}, ${cores}, ${run.machine.cpuModel}, machine class ${run.machine.class}, ${run.startedAt.slice(0, 10)}. `,
	);
	where.append(
		element('a', { href: links.page }, 'Everything about this run'),
		', ',
		element('a', { href: links.file, download: '' }, 'this cell as JSON'),
		'.',
	);
	if (cell.status === 'failed') {
		const why = `It failed to ${cell.failure.stage}: ${cell.failure.reason}`;
		return [title, where, element('p', {}, why)];
	}
	return [title, where, ...measuredParts(cell)];
}

function measuredParts(cell: MeasuredCell): HTMLElement[] {
	const estimates = Object.entries(cell.summary).map(([metric, { median, low, high, rounds }]) => [
		metric,
		formatMetric(metric as MetricName, median),
		low === undefined || high === undefined
			? 'too few rounds'
			: `${formatMetric(metric as MetricName, low)} to ${formatMetric(metric as MetricName, high)}`,
		String(rounds),
	]);
	const percentiles = cell.percentiles.map(
		({ percentile, valueMs, lowMs, highMs, exceedances }) => [
			`p${percentile}`,
			`${formatNumber(valueMs)} ms`,
			lowMs === undefined || highMs === undefined
				? 'too few rounds'
				: `${formatNumber(lowMs)} to ${formatNumber(highMs)} ms`,
			String(exceedances),
		],
	);
	const gates = cell.gates.map(({ gate, pass, value, reason }) => [
		gate,
		pass ? 'passed' : 'not passed',
		value === undefined ? '' : formatNumber(value),
		reason ?? '',
	]);
	const drawn = cell.histograms.responseTime && distribution(cell.histograms.responseTime);
	return [
		table('Medians over rounds', ['Metric', 'Median', 'Interval', 'Rounds'], estimates),
		...(drawn ? [element('h3', {}, 'Distribution of response times'), drawn] : []),
		table('Percentiles', ['Percentile', 'Value', 'Interval', 'Slower requests'], percentiles),
		table('Gates', ['Gate', 'Outcome', 'Value', 'Why'], gates),
		table(
			'Windows',
			['Round', 'Answers', ...windowFigures.map(titleOf), 'Gates not passed'],
			cell.windows.map(windowRow),
		),
	].flat();
}

const windowFigures = figures.filter(({ name }) => name !== 'bytesPerResponse');

const titleOf = ({ title, unit }: (typeof figures)[number]) => `${title}, ${unit}`;

function windowRow({ round, counts, metrics, failedGates }: Window): string[] {
	const shown = windowFigures.map(({ name, perStored }) => {
		const value = metrics[name];
		return value === undefined ? '–' : formatNumber(value * perStored);
	});
	return [String(round), counts.valid.toLocaleString('en-GB'), ...shown, failedGates.join(', ')];
}

/** A heading and a table that scrolls in a box of its own; nothing where it would be empty. */
function table(
	caption: string,
	columns: readonly string[],
	rows: readonly (readonly string[])[],
): HTMLElement[] {
	if (rows.length === 0) return [];
	const made = element('table', {});
	const head = element('thead', {});
	const line = element('tr', {});
	line.append(...columns.map((column) => element('th', { scope: 'col' }, column)));
	head.append(line);
	const body = element('tbody', {});
	for (const row of rows) {
		const one = element('tr', {});
		one.append(
			...row.map((text, place) =>
				place === 0 ? element('th', { scope: 'row' }, text) : element('td', {}, text),
			),
		);
		body.append(one);
	}
	made.append(head, body);
	const box = element('div', {
		class: 'scroll',
		role: 'region',
		'aria-label': caption,
		tabindex: '0',
	});
	box.append(made);
	return [element('h3', {}, caption), box];
}

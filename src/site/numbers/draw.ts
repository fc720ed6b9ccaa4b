import { escapeText } from '../../charts/markup.ts';
import { formatOffBy } from '../../core/format.ts';
import type { Estimate } from '../../core/schemas/cell.ts';
import { figures } from '../../simulator/predict/predict.ts';
import type { Numbers, NumbersPrediction } from '../../simulator/predict/predict-numbers.ts';
import { languages } from '../data/languages.ts';
import { inMs } from './finding.ts';
import { names } from './names.ts';
import { howFar, nearestOf, type MeasuredPoint } from './nearest.ts';

/** Every rule's prediction as markup, the same at build time and in the browser. */
export function drawPredictions(
	numbers: Numbers,
	predictions: readonly NumbersPrediction[],
	points: readonly MeasuredPoint[],
): string {
	const axis = axisOf(predictions);
	const rules = predictions.map(
		(prediction) =>
			`<li>${[
				heading(prediction, numbers),
				prediction.quick ? strip(prediction, axis) : '',
				prediction.quick ? listOf(prediction) : '',
				prediction.rule.id === 'sharing' ? '' : nearby(numbers, prediction, points),
			].join('')}</li>`,
	);
	return `<ul class="rules">${rules.join('')}</ul>`;
}

function heading({ rule, utilisation, quick }: NumbersPrediction, numbers: Numbers): string {
	const { name, who, languages: told } = names[rule.id];
	const marks = told.map(
		(id) => `<span class="language ${id}">${escapeText(languages[id].name)}</span>`,
	);
	const whose = `<span class="who">${[marks.join(' '), escapeText(who)].filter((one) => one !== '').join(', ')}</span>`;
	return `<p class="name">${escapeText(name)} ${whose}</p><p class="busy">${busyWords()}</p>`;

	function busyWords(): string {
		const share = `${Math.round(100 * utilisation)} %`;
		const of = whatIsBusy(rule, numbers, utilisation);
		if (utilisation < 1)
			return `${share} of ${of}${quick === undefined ? ', being simulated' : ''}`;
		return `No steady state: it would need ${share} of ${of}, and the queue grows for as long as the load lasts.`;
	}
}

/** Where a loop hands work over, either its own core is the busiest, or all of them are. */
function whatIsBusy(
	{ oneThread, offloads }: NumbersPrediction['rule'],
	{ cores, perSecond, cpuMs }: Numbers,
	utilisation: number,
): string {
	if (cores === 1) return 'its core';
	if (!oneThread) return `its ${cores} cores`;
	const loopIsBusiest = offloads && (perSecond * cpuMs) / 1000 >= utilisation;
	if (loopIsBusiest) return 'its loop’s core';
	return offloads ? `its ${cores} cores` : 'its core';
}

type Axis = { readonly leastMs: number; readonly mostMs: number };

/** From decade to decade around all that is drawn, the same for every rule. */
function axisOf(predictions: readonly NumbersPrediction[]): Axis {
	const all = predictions.flatMap(({ quick, slowP50 }) =>
		quick ? [quick.p50.median, quick.p99.median, ...(slowP50 ? [slowP50.median] : [])] : [],
	);
	const exponents = all.map((ms) => Math.log10(Math.max(ms, 0.001)));
	const least = Math.floor(Math.min(...exponents, 0) + 1e-9);
	const most = Math.ceil(Math.max(...exponents, least + 1) - 1e-9);
	return { leastMs: 10 ** least, mostMs: 10 ** most };
}

/** From the median to p99 on a line by factors of ten, and where half of the slow ones are. */
function strip({ quick, slowP50 }: NumbersPrediction, axis: Axis): string {
	if (quick === undefined) return '';
	const at = (ms: number) => {
		const place = Math.log(ms / axis.leastMs) / Math.log(axis.mostMs / axis.leastMs);
		return Number((100 * Math.min(Math.max(place, 0), 1)).toFixed(2));
	};
	const decades = Math.round(Math.log10(axis.mostMs / axis.leastMs));
	const ticks = Array.from({ length: decades + 1 }, (_, step) => {
		const ms = axis.leastMs * 10 ** step;
		const edge = step === 0 ? ' first' : step === decades ? ' last' : '';
		return `<span class="tick${edge}" style="inset-inline-start:${at(ms)}%">${inMs(ms)}</span>`;
	});
	const [from, to] = [at(quick.p50.median), at(quick.p99.median)];
	const mark = (name: string, ms: number) =>
		`<span class="${name}" style="inset-inline-start:${at(ms)}%"></span>`;
	return `<div class="strip" aria-hidden="true"><div class="line">${[
		`<span class="span" style="inset-inline-start:${from}%;inline-size:${Number((to - from).toFixed(2))}%"></span>`,
		mark('p50', quick.p50.median),
		mark('p95', quick.p95.median),
		mark('p99', quick.p99.median),
		slowP50 ? mark('slow', slowP50.median) : '',
	].join('')}</div><div class="ticks">${ticks.join('')}</div></div>`;
}

function listOf({ quick, slowP50 }: NumbersPrediction): string {
	const rows = figures.map((figure) => entry(figure, quick?.[figure]));
	return `<dl>${rows.join('')}${slowP50 ? entry('half of the slow ones', slowP50) : ''}</dl>`;
}

function entry(name: string, estimate: Estimate | undefined): string {
	if (estimate === undefined) return '';
	const { median, low, high } = estimate;
	const range =
		low === undefined || high === undefined || inMs(low) === inMs(high)
			? ''
			: ` <span class="range">${inMs(low).replace(' ms', '')} to ${inMs(high).replace(' ms', '')}</span>`;
	return `<div><dt>${name}</dt><dd>${inMs(median)}${range}</dd></div>`;
}

function nearby(
	numbers: Numbers,
	{ rule }: NumbersPrediction,
	points: readonly MeasuredPoint[],
): string {
	const point = nearestOf(numbers, rule.id, points);
	if (point === undefined)
		return '<p class="nearby">Nothing with this rule has been measured yet.</p>';
	const told = figures.flatMap((figure) => {
		const ms = point.measured[figure];
		if (ms === undefined || figure === 'p95') return [];
		const off = point.offBy[figure];
		return [`${figure} ${inMs(ms)}${off === undefined ? '' : ` (model ${formatOffBy(off)})`}`];
	});
	const figuresTold = told.length === 0 ? 'no latency could be published' : told.join(', ');
	return `<p class="nearby">Measured nearest, <a href="${escapeText(point.href)}">${escapeText(point.subject)}</a>, ${escapeText(howFar(numbers, point))}: ${figuresTold}.</p>`;
}

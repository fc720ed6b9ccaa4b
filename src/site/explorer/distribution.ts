import { bars } from '../../core/explorer/bars.ts';
import { formatNumber } from '../../core/format.ts';
import type { Histogram } from '../../core/schemas/histogram.ts';
import { element, shape } from './element.ts';

const width = 640;
const height = 200;
const axis = 28;

/** The share of requests by response time, on a logarithmic axis; undefined where there was none. */
export function distribution(histogram: Histogram): HTMLElement | undefined {
	const drawn = bars(histogram);
	const [first, last] = [drawn[0], drawn.at(-1)];
	if (first === undefined || last === undefined) return undefined;
	const span = Math.log10(last.toUs / first.fromUs);
	const x = (us: number) => (Math.log10(us / first.fromUs) / span) * width;
	const most = Math.max(...drawn.map(({ share }) => share));
	const svg = shape('svg', {
		viewBox: `0 0 ${width} ${height}`,
		role: 'img',
		'aria-label': `Response times of ${histogram.count.toLocaleString('en-GB')} requests, from ${milliseconds(first.fromUs)} to ${milliseconds(last.toUs)}.`,
	});
	for (const { fromUs, toUs, share } of drawn) {
		const tall = (share / most) * (height - axis - 4);
		const bar = shape('rect', {
			x: x(fromUs).toFixed(1),
			y: (height - axis - tall).toFixed(1),
			width: Math.max(1, x(toUs) - x(fromUs) - 1).toFixed(1),
			height: tall.toFixed(1),
			fill: 'var(--ink-soft)',
		});
		const title = shape('title', {});
		title.textContent = `${milliseconds(fromUs)} to ${milliseconds(toUs)}: ${formatNumber(share * 100)} %`;
		bar.append(title);
		svg.append(bar);
	}
	svg.append(...ticks(first.fromUs, last.toUs, x));
	const figure = element('figure', { class: 'not-content' });
	figure.append(svg);
	return figure;
}

/** Whole powers of ten; a distribution within one has its two ends. */
function ticks(fromUs: number, toUs: number, x: (us: number) => number): SVGElement[] {
	const powers = Array.from({ length: 9 }, (_, power) => 10 ** power);
	const inside = powers.filter((us) => us >= fromUs && us <= toUs);
	const shown = inside.length > 1 ? inside : [fromUs, toUs];
	return shown.map((us) => {
		const at = x(us);
		const anchor = at < 30 ? 'start' : at > width - 30 ? 'end' : 'middle';
		const text = shape('text', {
			x: at.toFixed(1),
			y: String(height - 8),
			'text-anchor': anchor,
			'font-size': '13',
			fill: 'var(--ink)',
		});
		text.textContent = milliseconds(us);
		return text;
	});
}

const milliseconds = (us: number) => `${formatNumber(us / 1000)} ms`;

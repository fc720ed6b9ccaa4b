import { expect, it } from 'vitest';
import { sampleFailedCell } from '../core/samples.ts';
import type { Cell } from '../core/schemas/cell.ts';
import { colours } from '../site/chart-files/tokens.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { hybridPrograms } from './hybrid.ts';
import { layouts } from './layout.ts';
import { looks } from './program-spec.ts';
import { render } from './render.ts';
import { sampleContext } from './samples.ts';
import { scaleOutPrograms } from './scale-out.ts';

const cells = cellsOfExperiment('hybrid');
const broken: Cell[] = cells.map(({ id, implementation, variant, track, load, duplicate }) =>
	sampleFailedCell({ id, implementation, variant, track, load, duplicate }),
);

it('names what stands in its bars above them, and nothing else', async () => {
	const rows = hybridPrograms.rows(sampleContext(hybridPrograms, cells));
	const spec = hybridPrograms.spec(layouts.narrow, rows);
	const { svg } = await render(spec, rows, { id: 'c', title: '', description: '' });
	expect(['front', 'auth', 'cache', 'compute'].filter((name) => svg.includes(`>${name}<`))).toEqual(
		['front', 'auth', 'compute'],
	);
});

it('has no key where nothing was measured', () => {
	const rows = hybridPrograms.rows(sampleContext(hybridPrograms, broken));
	expect(new Set(rows.map(({ text }) => text))).toEqual(new Set(['failed']));
});

it('says of a failed cell that it failed, and of a server by itself that it has no nginx', () => {
	const { rows } = hybridPrograms.table(sampleContext(hybridPrograms, broken));
	expect(rows[0]?.slice(1)).toEqual([...Array(5).fill('failed'), 'The server did not start.']);
	const alone = cellsOfExperiment('scale-out').filter(({ variant }) => variant === 'single');
	const [first] = scaleOutPrograms.table(sampleContext(scaleOutPrograms, alone)).rows;
	expect(first?.[2]).toBe('none');
});

const meeting = [
	['solid', 'grey'],
	['grey', 'thin'],
	['grey', 'hollow'],
	['thin', 'hollow'],
] as const;

it.each(['light', 'dark'] as const)('has 3 : 1 between what meets, on %s paper', (theme) => {
	for (const pair of meeting) {
		const [one, other] = pair.map((look) => luminance(theme, looks[look].fillOpacity));
		const [darker = NaN, lighter = NaN] = [one ?? NaN, other ?? NaN].toSorted((a, b) => a - b);
		expect((lighter + 0.05) / (darker + 0.05), pair.join(' and ')).toBeGreaterThan(3);
	}
});

/** Relative luminance of ink that covers so much of the paper (WCAG 2.2). */
function luminance(theme: 'light' | 'dark', opacity: number): number {
	const [ink, paper] = ['--ink', '--paper'].map((name) => {
		const hex = colours(theme).get(name) ?? '';
		return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
	});
	const linear = [0, 1, 2].map((at) => {
		const channel = (opacity * (ink?.[at] ?? NaN) + (1 - opacity) * (paper?.[at] ?? NaN)) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	const [red = NaN, green = NaN, blue = NaN] = linear;
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

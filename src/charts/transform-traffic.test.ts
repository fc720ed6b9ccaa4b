import { expect, it } from 'vitest';
import { sampleMachine, sampleRun } from '../core/samples.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { passedFinding } from './passed-finding.ts';
import { sampleContext, scatteredCell } from './samples.ts';
import { transformTraffic } from './transform-traffic.ts';

const carried = {
	'node/fastify:single': 100,
	'node/fastify:cluster': 198,
	'go/chi:single': 200,
	'rust/axum:inline': 100.2,
};

function context(rounds = 6) {
	const cells = Object.entries(carried).map(([subject, throughputPerSecond]) =>
		scatteredCell(
			subject,
			{ throughputPerSecond },
			{ experiment: 'transform', workload: 'transform', load: 'users-50', track: 'all', cores: 2 },
			rounds,
		),
	);
	return sampleContext(transformTraffic, cells);
}

it('sets each beside one event loop, with the interval of their rounds, and calls a tie a tie', () => {
	expect(transformTraffic.rows(context()).map(({ name, text }) => [name, text])).toEqual([
		['Node.js', expect.stringMatching(/^(1\.9\d|2\.00) times$/)],
		['Go', expect.stringMatching(/^(1\.99|2\.0\d) times$/)],
		['Rust', expect.stringMatching(/^(0\.99|1\.0\d) times$/)],
	]);
	expect(transformTraffic.finding(context())).toMatch(
		/^Beside one Node\.js event loop: Node\.js cluster .* times \(.*\), Go single .* and Rust inline .*: no difference detected\.$/,
	);
});

it('has no ratio from one round', () => {
	expect(transformTraffic.rows(context(1)).map(({ text }) => text)).toEqual(
		Array(3).fill('no ratio'),
	);
	expect(transformTraffic.finding(context(1))).toBeUndefined();
});

it('is withheld where the load generator needs a part of the cores', () => {
	const cells = cellsOfExperiment('transform');
	const on = (machineClass: 'dev' | 'shared-ci') => ({
		...sampleContext(transformTraffic, cells),
		run: sampleRun({ machine: sampleMachine({ class: machineClass }) }),
	});
	expect(passedFinding(transformTraffic, on('shared-ci'))).toMatch(/^Beside one/);
	expect(passedFinding(transformTraffic, on('dev'))).toBeUndefined();
	expect(transformTraffic.withheld?.(on('dev'))).toContain('not stated');
});

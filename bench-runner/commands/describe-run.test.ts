import { expect, it } from 'vitest';
import { sampleCell, sampleLoad, sampleRun, sampleWindows } from '../../src/core/samples.ts';
import { describeRun } from './describe-run.ts';

it('tells of windows that a gate left out, but not of every percentile that no cell could publish', () => {
	const gates = [
		{ gate: 'steal', pass: true, reason: '1 of 8 windows did not pass.' },
		{ gate: 'exceedances', pass: true, reason: 'Not published: p99.9 (3).' },
	];
	const cell = sampleCell({ windows: sampleWindows([{}]), gates });
	const text = JSON.stringify(describeRun({ run: sampleRun(), cells: [cell] }, []));
	expect(text).toContain('steal: 1 of 8 windows did not pass.');
	expect(text).not.toContain('exceedances');
	const failed = [{ gate: 'exceedances', pass: false, reason: 'Only 20 requests were slower.' }];
	const other = JSON.stringify(
		describeRun({ run: sampleRun(), cells: [{ ...cell, gates: failed }] }, []),
	);
	expect(other).toContain('exceedances: Only 20 requests were slower.');
});

it('prints what another generator reports as its own figures, and has no percentiles that it did not give', () => {
	const estimate = (median: number) => ({ median, rounds: 2 });
	const summary = {
		reportedLatencyMsP50: estimate(26),
		reportedLatencyMsP99: estimate(51),
		reportedThroughputPerSecond: estimate(500),
	};
	const published = { ...sampleLoad, generator: 'autocannon', asPublished: true } as const;
	const cell = sampleCell({ summary, loadDefinition: published });
	const lines = describeRun({ run: sampleRun({ asPublished: true }), cells: [cell] }, []);
	expect(lines).toContain(
		'capacity-n20000, by autocannon, the published command, server on 1 core',
	);
	const words = lines.join('\n').split(/\s{2,}|\n/);
	expect(words).toContain('as autocannon reports');
	expect(words.slice(words.indexOf('requests a second', words.indexOf('greatest ms')) + 1)).toEqual(
		['go/net-http:single', '-', '26', '51', '-', '500'],
	);
	expect(words).not.toContain('p99 ms, slower requests');
	expect(lines.join(' ')).toContain('Only the commands that articles published');

	const ours = describeRun({ run: sampleRun(), cells: [sampleCell()] }, []).join('\n');
	expect(ours).not.toMatch(/reports|by pacer|articles/);
});

it('says of two rounds that they cannot tell, where an interval would span powers of ten', () => {
	const cellOf = (variant: string, first: number, second: number) =>
		sampleCell({
			variant,
			windows: sampleWindows([{ serverCpuMsPerRequest: first }, { serverCpuMsPerRequest: second }]),
			summary: { serverCpuMsPerRequest: { median: first, rounds: 2 } },
		});
	const text = (other: number) =>
		describeRun({
			run: sampleRun(),
			cells: [cellOf('single', 1, 1), cellOf('cluster', 2, other)],
		}).join('\n');
	expect(text(4)).toMatch(/cluster +2\.83 +2 rounds cannot tell/);
	expect(text(2.001)).toMatch(/cluster +2\.00 \(.*\) +higher/);
});

import { expect, test } from 'vitest';
import { sampleContext, scatteredCell } from './samples.ts';
import { tracingPrograms } from './tracing-cost.ts';

const place = { experiment: 'tracing-cost', load: 'rate-500' };

const cell = (variant: string, serverCpuMsPerRequest: number, language = 'go') =>
	scatteredCell(`systems/traced-${language}:${variant}`, { serverCpuMsPerRequest }, place);

const finding = (cells: ReturnType<typeof cell>[]) =>
	tracingPrograms.finding(sampleContext(tracingPrograms, cells));

test('sets each variant beside the same system without tracing, never beside another language', () => {
	const words = finding([
		cell('untraced', 0.2),
		cell('traced', 0.3),
		cell('untraced', 0.4, 'node'),
		cell('traced', 0.8, 'node'),
	]);
	const interval = '\\(\\d\\.\\d\\d to \\d\\.\\d\\d\\)';
	expect(words).toMatch(
		new RegExp(
			`untraced: Node\\.js traced has 2\\.00 times ${interval}; Go traced has 1\\.50 times ${interval}\\.$`,
		),
	);
});

test('says nothing where there is nothing to set beside', () => {
	expect(finding([cell('traced', 0.3)])).toBeUndefined();
});

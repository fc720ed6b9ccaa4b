import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { languageOf, readReports } from './read-lines.ts';

const rust = (atUnixMs: number, changes: object = {}) =>
	`${JSON.stringify({ atUnixMs, workers: 1, aliveTasks: 3, globalQueueDepth: 0, ...changes })}\n`;

it('reads the report of each runtime of each process', () => {
	const folder = temporaryFolder();
	writeFiles(folder, {
		'31.ndjson': rust(100) + rust(200),
		'40-1.ndjson': rust(100),
		'40-2.ndjson': rust(100, { workerBusyShare: 0.5 }),
	});
	const reports = readReports(folder, 'rust');
	expect(reports.map(({ pid, lines }) => [pid, lines.length])).toEqual([
		[31, 2],
		[40, 1],
		[40, 1],
	]);
	expect(reports[2]?.lines[0]).toMatchObject({ atUnixMs: 100, workerBusyShare: 0.5 });
});

it('leaves out a line that its process was killed in, and has nothing of a folder that is not there', () => {
	const folder = temporaryFolder();
	writeFiles(folder, { '31.ndjson': `${rust(100)}{"atUnixMs":2` });
	expect(readReports(folder, 'rust')[0]?.lines).toHaveLength(1);
	expect(readReports(`${folder}/none`, 'rust')).toEqual([]);
});

it('names the line that is not as the language says', () => {
	const folder = temporaryFolder();
	writeFiles(folder, { '31.ndjson': rust(100) + rust(200, { heapUsedBytes: 1 }) });
	expect(() => readReports(folder, 'rust')).toThrow(
		/^Line 2 of 31\.ndjson is not valid: .*heapUsed/,
	);
	writeFiles(folder, { '31.ndjson': 'x\n' });
	expect(() => readReports(folder, 'rust')).toThrow(/^Line 1 of 31\.ndjson could not be read/);
});

it('knows the language of an implementation, and says where it does not', () => {
	expect(languageOf('node/fastify')).toBe('node');
	expect(() => languageOf('systems/gateway')).toThrow(
		'What systems/gateway reports of itself has no known form.',
	);
});

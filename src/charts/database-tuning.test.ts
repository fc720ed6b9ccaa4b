import { expect, it } from 'vitest';
import { tuningNPlusOneServer, tuningServerCpu } from './database-tuning.ts';
import { sampleContext, scatteredCell } from './samples.ts';

const cost = (subject: string, load: string, serverCpuMsPerRequest: number, duplicate = false) =>
	scatteredCell(
		subject,
		{ serverCpuMsPerRequest },
		{ experiment: 'database-tuning', workload: 'aggregate', load, duplicate },
	);

const cells = [
	cost('node/fastify:single', 'indexed', 0.8),
	cost('go/chi:single', 'indexed', 0.4),
	cost('go/chi:single', 'indexed', 100, true),
	cost('node/fastify:single', 'n-plus-one', 4),
	cost('go/chi:single', 'n-plus-one', 3.2),
];

it('sets the factor of N+1 in each language beside the factor between languages', () => {
	expect(tuningNPlusOneServer.finding(sampleContext(tuningNPlusOneServer, cells))).toMatch(
		/from 3\.20 ms \(Go single\) to 4\.00 ms \(Node\.js single\), 1\.2\d times .*Beside the page with every index and join it is 5\.00 times \(5\.00 to 5\.00\) for Node\.js single and 8\.00 times \(8\.00 to 8\.00\) for Go single\./,
	);
});

it('sets no factor beside the page that has every index, or where that was not measured', () => {
	expect(tuningServerCpu.finding(sampleContext(tuningServerCpu, cells))).not.toContain('Beside');
	const alone = cells.filter(({ load }) => load !== 'indexed');
	expect(tuningNPlusOneServer.finding(sampleContext(tuningNPlusOneServer, alone))).not.toContain(
		'Beside',
	);
});

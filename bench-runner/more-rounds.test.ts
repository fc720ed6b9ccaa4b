import { describe, expect, it } from 'vitest';
import { readJson, writeJson } from './json-file.ts';
import { type CellRounds, moreTrials, planMoreRounds } from './more-rounds.ts';
import { type Plan, PlanSchema } from './plan-file.ts';
import { runFolder } from './run-folder.ts';
import { sampleCatalogue } from './sample-catalogue.ts';
import { closedLoad, judgedWindow, loadResult, samplePlan, sampleTrial } from './samples.ts';
import { temporaryFolder } from './temporary.ts';

const windows = ['a', 'b', 'c', 'd', 'e', 'f'].map((load) => ({
	load,
	definition: closedLoad,
	seconds: 1,
}));
const planned = samplePlan({
	rounds: 7,
	trials: [1, 2, 3, 4, 5, 6, 7].flatMap((round) => [
		sampleTrial({ id: `one ${round}`, round, order: 1, windows }),
		sampleTrial({ id: `twin ${round}`, round, order: 2, duplicate: true, windows }),
		sampleTrial({ id: `all ${round}`, round, order: 3, track: 'all', windows }),
	]),
});
const shuffled = () => false;

describe('moreTrials', () => {
	it('adds as many rounds as the poorest cell lacks, of its whole track and of no other', () => {
		const added = moreTrials(planned, [cell(4), cell(5), cell(6)], shuffled);
		expect(added.map(({ round, track }) => [round, track])).toEqual([
			[8, '1'],
			[8, '1'],
			[9, '1'],
			[9, '1'],
		]);
		expect(added.map(({ id }) => id)).toContain('prime/round-09-trial-02');
		expect(added.filter(({ duplicate }) => duplicate)).toHaveLength(2);
	});

	it('draws the order by lot again, but not of what has an order', () => {
		const orders = (keepsOrder: () => boolean) =>
			moreTrials(planned, [cell(1)], keepsOrder).map((trial) =>
				trial.windows.map(({ load }) => load).join(''),
			);
		expect(new Set(orders(() => true))).toEqual(new Set(['abcdef']));
		expect(new Set(orders(shuffled)).size).toBeGreaterThan(3);
	});

	it('adds at most as many again as were planned', () => {
		expect(
			rounds(moreTrials({ ...planned, rounds: 12, moreRounds: 5 }, [cell(1)], shuffled)),
		).toEqual([13, 14]);
		expect(moreTrials({ ...planned, rounds: 14, moreRounds: 7 }, [cell(1)], shuffled)).toEqual([]);
	});

	it('adds none where enough passed, where nothing passed, and where nobody is ranked or published', () => {
		const plans: [Plan, CellRounds[]][] = [
			[planned, [cell(6), cell(0)]],
			[{ ...planned, profile: 'quick' }, [cell(1)]],
			[{ ...planned, rounds: 3 }, [cell(3)]],
			[{ ...planned, asPublished: true }, [cell(1)]],
			[{ ...planned, unranked: ['prime'] }, [cell(1)]],
		];
		for (const [plan, cells] of plans) expect(moreTrials(plan, cells, shuffled)).toEqual([]);
	});
});

describe('a run that loses more cells than may be published', () => {
	it.each([
		[1, 2],
		[2, 0],
	])('%i of 5 without a round that passed: %i more rounds', (lost, more) => {
		const cells = [0, 1, 2, 3, 4].map((index) => cell(index < lost ? 0 : 4));
		expect(rounds(moreTrials(planned, cells, shuffled))).toHaveLength(more);
	});
});

describe('a cell whose server does not keep up', () => {
	it('is not one that the run has lost', () => {
		const tooMuch = { ...cell(0), notCarried: true };
		expect(rounds(moreTrials(planned, [tooMuch, tooMuch, cell(4)], shuffled))).toHaveLength(2);
		expect(moreTrials(planned, [{ ...cell(2), notCarried: true }], shuffled)).toEqual([]);
	});
});

describe('a cell that had to give up its p99', () => {
	it('gets as many rounds as its p99 lacks, but none where no round has one', () => {
		expect(rounds(moreTrials(planned, [cell(4, 7), cell(7)], shuffled))).toHaveLength(2);
		expect(rounds(moreTrials(planned, [cell(0, 7), cell(5)], shuffled))).toHaveLength(1);
		expect(rounds(moreTrials(planned, [cell(0, 4)], shuffled))).toHaveLength(2);
	});
});

describe('planMoreRounds', () => {
	it('reads what the gates left, and writes the rounds into the plan', () => {
		const notes: string[] = [];
		const session = judged(
			['steal', undefined, 'steal', undefined, undefined, undefined, undefined],
			notes,
		);
		expect(planMoreRounds(session)).toBe(true);
		const plan = readJson(session.folder.plan, PlanSchema);
		expect(plan).toMatchObject({ rounds: 8, moreRounds: 1 });
		expect(plan.trials).toHaveLength(8);
		expect(notes).toEqual([
			'Gates left 1 of 1 cells fewer than 6 undisturbed rounds; 1 more is measured.',
		]);
	});

	it('leaves the plan as it is where enough rounds passed', () => {
		const session = judged(['steal', ...Array.from({ length: 6 }, () => undefined)], []);
		expect(planMoreRounds(session)).toBe(false);
		expect(readJson(session.folder.plan, PlanSchema)).toMatchObject({ rounds: 7 });
	});
});

function cell(passed: number, kept = passed): CellRounds {
	return { experiment: 'prime', track: '1', passed, kept };
}

function rounds(trials: readonly { round: number }[]): number[] {
	return [...new Set(trials.map(({ round }) => round))];
}

/** A run of one subject and load whose window of each round failed this gate, or none. */
function judged(failedGates: readonly (string | undefined)[], notes: string[]) {
	const folder = runFolder(temporaryFolder(), '20260101-000000-prime-standard');
	const trials = failedGates.map((_, index) =>
		sampleTrial({ id: `prime/round-0${index + 1}-trial-01`, round: index + 1 }),
	);
	writeJson(folder.plan, samplePlan({ rounds: trials.length, trials }));
	for (const [index, { id, round }] of trials.entries()) {
		const record = {
			id,
			status: 'measured',
			startedAt: '2026-01-01T00:00:00Z',
			earlierFailures: [],
		};
		writeJson(folder.trial(id), record);
		const { load, window, gates } = judgedWindow(round, loadResult(), failedGates[index]);
		writeJson(folder.gates(id), [{ load, window, gates }]);
	}
	const progress = {
		stage: () => {},
		now: () => {},
		note: (text: string) => void notes.push(text),
		end: () => {},
	};
	return { folder, catalogue: sampleCatalogue(), progress };
}

import { describe, expect, it } from 'vitest';
import { sampleMachine, sampleRun } from '../samples.ts';
import { RunSchema, type MachineClass, type Run } from '../schemas/run.ts';
import { selectRun } from './select-run.ts';

describe('selectRun', () => {
	it('has valid runs to choose from', () => {
		expect(RunSchema.safeParse(sampleRun()).success).toBe(true);
	});

	it('shows the newest of equals, by time and not by place', () => {
		const runs = [run('a', { day: 2 }), run('b', { day: 3 }), run('c', { day: 1 })];
		expect(chosen(runs)).toBe('b');
	});

	it('shows a quieter machine before a newer run', () => {
		const runs = [
			run('dev', { day: 3, class: 'dev' }),
			run('shared', { day: 2, class: 'shared-ci' }),
			run('dedicated', { day: 1 }),
		];
		expect(chosen(runs)).toBe('dedicated');
		expect(chosen(runs.slice(0, 2))).toBe('shared');
	});

	it('shows a run of a core of its own before a newer one beside a neighbour, which is better than none', () => {
		const neighbour = { slowed: { count: 90, of: 100 } };
		const runs = [
			run('shared', { day: 3, neighbour }),
			run('alone', { day: 1 }),
			run('older', { day: 2, neighbour }),
		];
		expect(chosen(runs)).toBe('alone');
		expect(selectRun(runs, { experiment: 'prime' }).reason).toContain('run without a neighbour of');
		expect(chosen(runs.toSpliced(1, 1))).toBe('shared');
	});

	it("shows a fork's own run before upstream's, even from a noisier machine", () => {
		const runs = [
			run('upstream', { day: 3, repository: 'site/site' }),
			run('own', { day: 1, class: 'shared-ci', repository: 'fork/site' }),
		];
		expect(chosen(runs, { repository: 'fork/site' })).toBe('own');
		expect(chosen(runs, { repository: 'site/site' })).toBe('upstream');
		expect(chosen(runs, { repository: 'other/site' })).toBe('upstream');
		expect(chosen(runs)).toBe('upstream');
		// A clone of unknown origin owns no run, not even one of unknown origin.
		expect(chosen([...runs, run('unknown', { day: 2, class: 'dev' })])).toBe('upstream');
	});

	it("shows an article's own command only where it is asked for, and then nothing else", () => {
		const article = sampleRun({ id: 'article', asPublished: true });
		expect(chosen([article, run('ours', { day: 1 })])).toBe('ours');
		expect(chosen([article, run('ours', { day: 1 })], { asPublished: true })).toBe('article');
		expect(chosen([run('ours', { day: 1 })], { asPublished: true })).toBe(undefined);
		const local = selectRun([], { experiment: 'prime', local: [article] });
		expect(local.run).toBe(undefined);
	});

	it('takes standard and full alike, and never quick or smoke', () => {
		expect(chosen([run('s', { day: 1 }), run('f', { day: 2, profile: 'full' })])).toBe('f');
		const short = [run('q', { profile: 'quick' }), run('k', { profile: 'smoke' })];
		const selection = selectRun(short, { experiment: 'prime' });
		expect(selection.run).toBeUndefined();
		expect(selection.reason).toContain('never published');
	});

	it('passes over runs that fail a gate or measured nothing, and says so', () => {
		const failing = run('g', { day: 3, gates: [{ gate: 'quiet-machine', pass: false }] });
		const empty = run('e', { day: 2, trials: { planned: 1, measured: 0, failed: 1 } });
		expect(chosen([failing, empty, run('ok', { day: 1 })])).toBe('ok');
		expect(selectRun([failing], { experiment: 'prime' }).reason).toContain('quiet-machine');
		expect(selectRun([empty], { experiment: 'prime' }).reason).toContain('measured nothing');
		const cells = run('c', { gates: [{ gate: 'cells', pass: false, reason: '9 of 9 cells.' }] });
		expect(selectRun([cells], { experiment: 'prime' }).reason).toContain('gates: 9 of 9 cells.');
	});

	it('tells a run that gates refused from none that was meant to be shown', () => {
		const gates = [{ gate: 'cells', pass: false }];
		const one = (profile: 'standard' | 'quick') =>
			selectRun([run('one', { gates, profile })], { experiment: 'prime' });
		expect(one('standard')).toMatchObject({ refused: true });
		expect(one('quick')).toMatchObject({ refused: false });
	});

	it('looks only at runs of the experiment', () => {
		const selection = selectRun([run('a', {})], { experiment: 'hello' });
		expect(selection).toEqual({
			run: undefined,
			reason: 'Experiment hello has no run yet.',
			refused: false,
		});
	});

	it('shows a local run before all others, quick too, but not smoke', () => {
		const published = [run('p', { day: 9 })];
		const quick = run('mine', { day: 1, profile: 'quick', class: 'dev' });
		expect(chosen(published, { local: [quick] })).toBe('mine');
		expect(chosen(published, { local: [quick], pinned: id('p') })).toBe('mine');
		expect(chosen(published, { local: [run('x', { profile: 'smoke' })] })).toBe('p');
		const empty = run('x', { trials: { planned: 1, measured: 0, failed: 1 } });
		expect(chosen(published, { local: [empty] })).toBe('p');
		expect(chosen(published, { local: [run('x', { experiments: ['hello'] })] })).toBe('p');
	});

	it('keeps to a pinned run, and explains one that cannot be shown', () => {
		const runs = [run('old', { day: 1 }), run('new', { day: 2 })];
		expect(chosen(runs, { pinned: id('old') })).toBe('old');
		expect(() => chosen(runs, { pinned: id('gone') })).toThrow('does not exist');
		expect(() => chosen([run('q', { profile: 'quick' })], { pinned: id('q') })).toThrow(
			'Pin another one',
		);
	});

	it('says in words why it chose', () => {
		const own = run('a', { class: 'dev', repository: 'fork/site' });
		expect(selectRun([own], { experiment: 'prime', repository: 'fork/site' }).reason).toBe(
			`Run ${own.id} is the newest gated run of prime on a dev machine that fork/site made.`,
		);
	});
});

type Changes = Partial<Run> & { day?: number; class?: MachineClass };

function run(
	name: string,
	{ day = 1, class: machineClass = 'dedicated', ...changes }: Changes,
): Run {
	const startedAt = `2026-02-0${day}T00:00:00Z`;
	const machine = sampleMachine({ class: machineClass });
	return sampleRun({ id: id(name), startedAt, machine, ...changes });
}

function id(name: string): string {
	return `20260201-0000-${name}`;
}

function chosen(runs: readonly Run[], query: Partial<Parameters<typeof selectRun>[1]> = {}) {
	const selection = selectRun(runs, { experiment: 'prime', ...query });
	return selection.run?.id.replace(id(''), '');
}

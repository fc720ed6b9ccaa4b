import type { Run } from '../schemas/run.ts';

/** One property of the environment of two runs; absent on a side that does not have it. */
export type EnvironmentRow = { name: string; a?: string; b?: string; same: boolean };

/** What two runs were made with and on, side by side. */
export function compareEnvironments(a: Run, b: Run): EnvironmentRow[] {
	const [first, second] = [environmentOf(a), environmentOf(b)];
	return [...new Set([...first.keys(), ...second.keys()])].flatMap((name) => {
		const [one, other] = [first.get(name), second.get(name)];
		if (one === undefined && other === undefined) return [];
		const row = { name, same: one === other };
		return [
			{ ...row, ...(one !== undefined && { a: one }), ...(other !== undefined && { b: other }) },
		];
	});
}

/** Properties that a run may lack keep their place, as undefined. */
function environmentOf(run: Run): Map<string, string | undefined> {
	const { machine } = run;
	const rows: [string, string | number | undefined][] = [
		['machine class', machine.class],
		['CPU', machine.cpuModel],
		['physical cores', machine.physicalCores],
		['logical cores', machine.logicalCores],
		['memory', `${(machine.memoryBytes / 1e9).toFixed(1)} GB`],
		['system', machine.os],
		['kernel', machine.kernel],
		['architecture', machine.architecture],
		['virtualisation', machine.virtualisation],
		['clock source', machine.clockSource],
		['governor', machine.governor],
		['image', machine.image],
		['repository', run.repository],
		['commit', `${run.commit.slice(0, 12)}${run.dirty ? ' with changes' : ''}`],
		['profile', run.profile],
		['rounds', run.rounds],
		['generator', `${run.generator.id} ${run.generator.version}`],
		['Node.js of the runner', run.runnerNode],
		...run.layouts.map((layout): [string, string] => [`track ${layout.track}`, describe(layout)]),
		...Object.entries(run.implementations).flatMap(implementationRows),
		['labels', run.labels.length > 0 ? run.labels.join('; ') : undefined],
	];
	return new Map(rows.map(([name, value]) => [name, value?.toString()]));
}

function describe({ pinned, serverCpus, generatorCpus }: Run['layouts'][number]): string {
	if (!pinned) return 'not pinned';
	return `server on CPU ${serverCpus.join(',')}, generator on ${generatorCpus.join(',')}`;
}

function implementationRows([id, implementation]: [string, Run['implementations'][string]]): [
	string,
	string,
][] {
	const { sourceSha256, versions } = implementation;
	return [
		[`${id} source`, sourceSha256.slice(0, 12)],
		...Object.entries(versions ?? {}).map(([what, version]): [string, string] => [
			`${id} ${what}`,
			version,
		]),
	];
}

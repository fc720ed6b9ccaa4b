import { expect, it } from 'vitest';
import { fileOfView, viewData, withView } from './view-address.ts';

it('names a view in the address beside what is there, and takes it out again', () => {
	const page = 'http://site/fork/answers/a/?other=p99#cpu';
	const named = withView(page, 'cpu', 'memory');
	expect(named).toBe('http://site/fork/answers/a/?other=p99&cpu=memory#cpu');
	expect(withView(named, 'cpu', 'p99')).toBe('http://site/fork/answers/a/?other=p99&cpu=p99#cpu');
	expect(withView(named, 'cpu', '')).toBe(page);
});

it('finds the files of a view from those of its chart', () => {
	expect(fileOfView('/fork/charts/cpu.csv', 'memory')).toBe('/fork/charts/cpu/memory.csv');
	expect(fileOfView('/fork/charts/cpu.csv', '')).toBe('/fork/charts/cpu.csv');
});

it('finds what a script reads of a view from its picture, under any base', () => {
	for (const base of ['', '/fork', '/charts']) {
		expect(viewData(`http://site${base}/charts/cpu/distribution-rate-500.svg`)).toBe(
			`http://site${base}/charts/views/cpu/distribution-rate-500.json`,
		);
	}
});

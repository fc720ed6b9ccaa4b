import { expect, it } from 'vitest';
import { cellsOfExperiment, experimentOf } from '../../charts/experiment-samples.ts';
import type { Cell } from '../../core/schemas/cell.ts';
import { subjectLabel } from './labels.ts';
import { millionRequestsTable } from './million-requests.ts';

const store = experimentOf('store');
const tableOf = (cells: Cell[]) => millionRequestsTable(store, cells, (id) => subjectLabel(id));

it('has CPU seconds of every load, and memory where a rate was asked', () => {
	const { columns, rows } = tableOf(cellsOfExperiment('store'));
	expect(columns).toEqual([
		'Subject',
		'mix, CPU s',
		'read, CPU s',
		'write, CPU s',
		'mix at 2,000 a second, CPU s',
		'mix at 2,000 a second, GB-hours',
	]);
	expect(rows.map(([subject]) => subject)).toEqual(
		store.subjects.map(({ id }) => subjectLabel(id).full),
	);
	for (const row of rows) {
		expect(row.slice(1).every((words) => /^[\d.,]+ \([\d.,]+ to [\d.,]+\)$/.test(words))).toBe(
			true,
		);
	}
});

it('marks what failed a gate, and says what was not measured', () => {
	const gates = [{ gate: 'quiet-machine', pass: false, reason: 'Somebody was at work.' }];
	const cells = cellsOfExperiment('store').flatMap((cell) => {
		if (cell.implementation === 'go/chi') return [];
		return cell.implementation === 'rust/hyper' ? [{ ...cell, gates }] : [cell];
	});
	const { rows } = tableOf(cells);
	const of = (subject: string) => rows.find(([name]) => name?.startsWith(subject))?.slice(1) ?? [];
	expect(of('Go chi')).toEqual(Array(5).fill('not measured'));
	expect(of('Rust hyper').every((words) => words.endsWith(' ×'))).toBe(true);
	expect(of('Rust axum').some((words) => words.includes('×'))).toBe(false);
});

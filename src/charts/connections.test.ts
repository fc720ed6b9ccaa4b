import { describe, expect, it } from 'vitest';
import type { Cell, MeasuredCell } from '../core/schemas/cell.ts';
import { connectionsMedian } from './connections-latency.ts';
import { connectionsMemory } from './connections-memory.ts';
import { connectionsMemoryEach } from './connections-memory-each.ts';
import { cellsOfExperiment } from './experiment-samples.ts';
import { sampleContext } from './samples.ts';

describe('connections', () => {
	/** 10 MB, 4 KB a connection, and what differs from round to round. */
	const cells = cellsOfExperiment('connections').map((cell) =>
		measured(cell, ({ windows, loadDefinition: { connections } }) => {
			const bytes = (round: number) => 10_000_000 + 500_000 * round + 4000 * Number(connections);
			return {
				summary: { serverRssBytesMax: { median: bytes(3), rounds: 6 } },
				windows: windows.map((window) => ({
					...window,
					metrics: { serverRssBytesMax: bytes(window.round) },
				})),
			};
		}),
	);
	const without = (gone: (cell: Cell) => boolean) => cells.filter((cell) => !gone(cell));

	it('gives what one more costs between the two highest rungs', () => {
		const context = sampleContext(connectionsMemoryEach, cells);
		expect(connectionsMemoryEach.finding(context)).toBe(
			'From 10,000 to 50,000 connections, one more costs 4.00 KB (Node.js node:http), 4.00 KB (Go net/http), 4.00 KB (Rust axum) and 4.00 KB (Rust actix-web).',
		);
		expect(connectionsMemoryEach.rows(context)[0]).toMatchObject({ value: 4, low: 4, high: 4 });
		expect(connectionsMemoryEach.table(context).rows.slice(0, 3)).toEqual([
			...['100 to 1,000', '1,000 to 10,000', '10,000 to 50,000'].map((step) => [
				...['Node.js node:http, single', step, '4.00', '4.00 to 4.00', 'passed'],
			]),
		]);
	});

	it('gives nothing where a rung is missing, and no quotient in its place', () => {
		const gone = without(({ load, implementation }) =>
			implementation.startsWith('go/') ? load === 'open-10000' : false,
		);
		const context = sampleContext(connectionsMemoryEach, gone);
		expect(connectionsMemoryEach.finding(context)).not.toContain('Go');
		const go = connectionsMemoryEach.rows(context).find(({ name }) => name === 'Go');
		expect(go).not.toHaveProperty('value');
		expect(go?.text).toBe('not measured');
	});

	it('has no step on a ladder of one rung', () => {
		const first = without(({ load }) => load !== 'open-100');
		expect(connectionsMemoryEach.finding(sampleContext(connectionsMemoryEach, first))).toBe(
			undefined,
		);
	});

	it('shows a first look none of whose windows passed, from its medians', () => {
		const busy = cells.map((cell) =>
			measured(cell, ({ windows }) => ({
				windows: windows.map((window) => ({ ...window, failedGates: ['steal'] })),
			})),
		);
		const [row] = connectionsMemoryEach.rows(sampleContext(connectionsMemoryEach, busy));
		expect(row).toMatchObject({ value: 4 });
		expect(row).not.toHaveProperty('low');
	});

	it('says the memory at both ends of the ladder, and latency on each rung', () => {
		expect(connectionsMemory.finding(sampleContext(connectionsMemory, cells))).toBe(
			`Memory in four processes: with 100 connections, ${each('11.9 MB')}; with 50,000 connections, ${each('212 MB')}.`,
		);
		expect(connectionsMedian.finding(sampleContext(connectionsMedian, cells))).toMatch(
			/^p50 is [\d.]+ to [\d.]+ ms with 100 connections, .* with 50,000 connections\.$/,
		);
	});
});

function each(figure: string): string {
	return `${figure} (Node.js node:http), ${figure} (Go net/http), ${figure} (Rust axum) and ${figure} (Rust actix-web)`;
}

function measured(cell: Cell, change: (cell: MeasuredCell) => Partial<MeasuredCell>): Cell {
	return cell.status === 'failed' ? cell : { ...cell, ...change(cell) };
}

import { describe, expect, it } from 'vitest';
import { sampleCell, sampleFailedCell } from '../samples.ts';
import { CellSchema } from '../schemas/cell.ts';
import { findCell, findMeasured, subjectOf } from './find-cell.ts';

const measured = sampleCell({ id: 'one' });
const twin = sampleCell({ id: 'twin', duplicate: true });
const allCores = sampleCell({ id: 'all', track: 'all' });
const failed = sampleFailedCell({ id: 'failed', load: 'rate-500' });
const cells = [twin, allCores, failed, measured];
const subject = 'go/net-http:single';

describe('findCell', () => {
	it('searches among valid cells', () => {
		for (const cell of cells) expect(CellSchema.safeParse(cell).success).toBe(true);
	});

	it('finds by subject, track and load, and leaves the A/A twin out unless asked', () => {
		expect(findCell(cells, { subject, track: '1', load: 'capacity-n20000' })?.id).toBe('one');
		expect(findCell(cells, { subject, track: 'all', load: 'capacity-n20000' })?.id).toBe('all');
		expect(
			findCell(cells, { subject, track: '1', load: 'capacity-n20000', duplicate: true })?.id,
		).toBe('twin');
	});

	it('is absent for another variant or load', () => {
		expect(
			findCell(cells, { subject: 'go/net-http:as-published', track: '1', load: 'capacity-n20000' }),
		).toBeUndefined();
		expect(findCell(cells, { subject, track: '1', load: 'rate-9' })).toBeUndefined();
	});

	it('gives a failed cell, which findMeasured leaves out', () => {
		const query = { subject, track: '1', load: 'rate-500' } as const;
		expect(findCell(cells, query)?.id).toBe('failed');
		expect(findMeasured(cells, query)).toBeUndefined();
	});
});

describe('subjectOf', () => {
	it('joins implementation and variant', () => {
		expect(subjectOf(measured)).toBe(subject);
	});
});

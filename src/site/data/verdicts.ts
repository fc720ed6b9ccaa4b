import type { VerdictName } from '../../core/schemas/claim.ts';

/** A verdict's word, and its shape on a 16 by 16 field: no two share a shape. */
export type VerdictIdentity = { word: string; path: string; filled: boolean };

const circle = 'M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z';

export const verdictIdentities: Record<VerdictName, VerdictIdentity> = {
	holds: { word: 'holds', path: 'm2.5 8.5 3.5 4 7.5-9', filled: false },
	fails: { word: 'fails', path: 'm3 3 10 10M13 3 3 13', filled: false },
	impossible: { word: 'impossible', path: 'M8 1.5 14.5 8 8 14.5 1.5 8Z', filled: true },
	inconclusive: {
		word: 'inconclusive',
		path: 'M1.5 9.5c2.2-4 4.3-4 6.5-1.5s4.3 2.5 6.5-1.5',
		filled: false,
	},
	'other-machine': { word: 'other machine', path: 'M2 3h12v8H2ZM5.5 14h5', filled: false },
	untestable: { word: 'untestable', path: 'M3 8h10', filled: false },
	'not-yet-measured': { word: 'not yet measured', path: circle, filled: false },
	'not-measurable-here': {
		word: 'not measurable here',
		path: `${circle}M4 12 12 4`,
		filled: false,
	},
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/core/schemas/implementation.ts';
import { ProfileSchema } from '../../../src/core/schemas/internals-summary.ts';
import { parsePerfScript } from './perf-script.ts';
import { summariseProfile } from './summarise.ts';

const everything = { from: 0, to: Number.MAX_SAFE_INTEGER };

describe('summariseProfile', () => {
	const frames = [
		{ symbol: 'encoding/json.stateInString', object: 'server' },
		{ symbol: 'runtime.mallocgc', object: 'server' },
		{ symbol: 'tcp_ack', object: '[kernel]' },
		{ symbol: 'net/http.(*conn).serve', object: 'server' },
		{ symbol: 'runtime.memmove', object: 'server' },
	];

	it('shares the samples of the window among the kinds, the most frequent functions first', () => {
		const samples = [0, 0, 0, 0, 1, 1, 2, 3, 3, 4].map((place): [number, number] => [1000, place]);
		const raw = { frames, samples: [...samples, [999, 4], [2000, 4]] as [number, number][] };
		const found = summariseProfile(raw, { from: 1000, to: 2000 }, 'go');
		expect(found).toEqual({
			profile: {
				samples: 10,
				shares: { json: 0.4, memory: 0.2, http: 0.2, kernel: 0.1, other: 0.1 },
				top: [
					{ ...frames[0], kind: 'json', share: 0.4 },
					{ ...frames[1], kind: 'memory', share: 0.2 },
					{ ...frames[3], kind: 'http', share: 0.2 },
					{ ...frames[2], kind: 'kernel', share: 0.1 },
					{ ...frames[4], kind: 'other', share: 0.1 },
				],
			},
		});
	});

	it('hands the reason on where there is no profile, and has one where no sample fell into the window', () => {
		const missing = 'perf is not installed.';
		expect(summariseProfile({ missing }, everything, 'go')).toEqual({ profileMissing: missing });
		const raw = { frames, samples: [[5, 0]] as [number, number][] };
		expect(summariseProfile(raw, { from: 10, to: 20 }, 'go')).toEqual({
			profileMissing: 'No sample fell into the window.',
		});
	});
});

describe.each(['go', 'node', 'rust'] as const)(
	'what perf printed of a server in %s',
	(language) => {
		it('is read line by line, has all kinds in it, and JSON for the most part', () => {
			const text = captured(language);
			const profile = summarised(text, language);
			expect(profile.samples).toBe(text.trim().split('\n').length);
			expect(ProfileSchema.parse(profile)).toEqual(profile);
			const { shares, top } = profile;
			expect(Object.values(shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
			expect(Math.min(...Object.values(shares))).toBeGreaterThan(0);
			expect(shares.json).toBe(Math.max(...Object.values(shares)));
			expect(shares.other).toBeLessThan(0.3);
			expect(top).toHaveLength(12);
			expect(JSON.stringify(profile)).not.toContain('/home/you');
		});
	},
);

function summarised(text: string, language: Language) {
	const raw = parsePerfScript(text, '/home/you/concurrency-measured');
	const found = summariseProfile(raw, everything, language);
	if ('profile' in found) return found.profile;
	throw new Error(found.profileMissing);
}

/** A hundred samples in a row of the load `changed-45`, as perf 6.1 printed them, with another folder's name. */
function captured(language: Language): string {
	return readFileSync(join(import.meta.dirname, `captured/${language}.txt`), 'utf8');
}

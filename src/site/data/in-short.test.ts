import { expect, test } from 'vitest';
import type { Claim, Test } from '../../core/schemas/claim.ts';
import { inShort } from './in-short.ts';

const source = (verdict: 'holds' | 'fails'): Test => ({
	kind: 'source',
	verdict,
	reason: 'It says so.',
	source: 'https://example.org/',
});
const claim = (id: string, decidedBy?: Test): Claim => ({
	id,
	kind: 'fact',
	says: id,
	...(decidedBy && { test: decidedBy }),
});

test('an article’s claims are those that stand, those that fall, and a number of others; checks are ours', () => {
	const { stands, falls, open } = inShort({
		id: 'article',
		title: 'An article',
		conditions: 'A laptop',
		credit: 'It prints its code.',
		couldHaveAsked: ['On how many cores?'],
		claims: [claim('true', source('holds')), claim('false', source('fails')), claim('unknown')],
		checks: [claim('ours', source('fails'))],
	});
	expect(stands.map((judged) => judged.claim.id)).toEqual(['true']);
	expect(falls.map((judged) => judged.claim.id)).toEqual(['false']);
	expect(open).toBe(1);
});

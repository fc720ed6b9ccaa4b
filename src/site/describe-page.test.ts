import { expect, test } from 'vitest';
import { NONE_PASSED } from '../charts/passed-finding.ts';
import { describePage } from './describe-page.ts';

test('takes whole findings as long as they fit, and the first one however long', () => {
	const long = `${'x'.repeat(320)}.`;
	expect(describePage(['One.', undefined, 'Two.'])).toBe('One. Two.');
	expect(describePage([long, 'Two.'])).toBe(long);
	expect(describePage(['One.', long, 'Two.'])).toBe('One. Two.');
});

test('leaves a page its own sentence where no figure counts', () => {
	expect(describePage([NONE_PASSED, undefined, NONE_PASSED])).toBe('');
	expect(describePage([NONE_PASSED, 'One.'])).toBe('One.');
});

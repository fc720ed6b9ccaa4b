import { expect, test } from 'vitest';
import { escapeText, unescapeText } from './markup.ts';

test('text closes neither a tag nor an attribute, and comes back as it was', () => {
	const text = 'a <b> & "c" &lt; d';
	expect(escapeText(text)).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/);
	expect(unescapeText(escapeText(text))).toBe(text);
});

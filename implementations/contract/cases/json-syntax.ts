const NESTED = 100_000;
const MANY_FIELDS = 50_000;

/** What no JSON parser may take (RFC 8259), and what none of the paths takes, made of a body that one does. */
export function malformed(valid: string): Record<string, string> {
	const colon = valid.indexOf(':') + 1;
	const withNumber = (text: string) => valid.replace(/\d+/, text);
	return {
		'an empty body': '',
		'only white space': '  ',
		'half a body': valid.slice(0, valid.length / 2),
		'a body without its last brace': valid.slice(0, -1),
		'a body without its first brace': valid.slice(1),
		'a body with something after it': `${valid}x`,
		'a body with a brace after it': `${valid}}`,
		'a body with a NUL after it': `${valid}\0`,
		'two bodies': valid + valid,
		'two bodies on two lines': `${valid}\n${valid}`,
		'a body in single quotes': valid.replaceAll('"', "'"),
		'names without quotes': valid.replaceAll(/"(\w+)":/g, '$1:'),
		'a comma too many': `${valid.slice(0, -1)},}`,
		'a comma too few': valid.replace(',"', '"'),
		'a comment': `/* hello */${valid}`,
		'a byte order mark that is text': `\\uFEFF${valid}`,
		'a number with a leading zero': withNumber('01'),
		'a number with a plus': withNumber('+1'),
		'a number without its whole part': withNumber('.5'),
		'a number that ends in its point': withNumber('1.'),
		'a number in hexadecimal': withNumber('0x1'),
		'not a number': withNumber('NaN'),
		infinity: withNumber('Infinity'),
		'a number beyond every range': withNumber('1e400'),
		'an exponent of a million digits': withNumber(`1e${'9'.repeat(1_000_000)}`),
		'true in capital letters': withNumber('TRUE'),
		'half a number': withNumber('-'),
		'a line feed inside a text': valid.replace('"', '"\n'),
		'an unknown escape': valid.replace('"', '"\\x41'),
		'half an escape': valid.replace('"', '"\\u00'),
		null: 'null',
		'an array': '[]',
		'the body in an array': `[${valid}]`,
		'a number': '1',
		'a string': JSON.stringify(valid),
		'an empty object': '{}',
		'an unknown field': valid.replace('{', '{"unknown":1,'),
		'a field without a name': valid.replace('{', '{"":1,'),
		'a field called __proto__': valid.replace('{', '{"__proto__":{"x":1},'),
		'a field called constructor': valid.replace('{', '{"constructor":{"prototype":{"x":1}},'),
		'the whole as null': `${valid.slice(0, colon)}null}`,
		'fifty thousand unknown fields': `{${Array.from({ length: MANY_FIELDS }, (_, place) => `"f${place}":1`).join()}}`,
		'arrays nested 100,000 deep': '['.repeat(NESTED),
		'objects nested 100,000 deep': '{"a":'.repeat(NESTED),
		'a known field nested 100,000 deep': `${valid.slice(0, colon)}${'['.repeat(NESTED)}${']'.repeat(NESTED)}}`,
		'an unknown field nested 100 deep': valid.replace(
			'{',
			`{"unknown":${'['.repeat(100)}${']'.repeat(100)},`,
		),
	};
}

/** What languages read in their own way, and WORKLOADS.md leaves to them: taken as `valid` is, or refused. */
export function leftToTheLanguage(valid: string): Record<string, string | Buffer> {
	const fields = valid.slice(1, -1);
	const [first = ''] = /"\w+":/.exec(valid) ?? [];
	return {
		'each of its fields given twice': `{${fields},${fields}}`,
		'a field that was null before': `{${first}null,${fields}}`,
		'a byte order mark': `\uFEFF${valid}`,
		'a whole number with a fraction of nothing': valid.replace(/(?<=:)\d+(?=[,}])/, '$&.0'),
		'a whole number with an exponent of nothing': valid.replace(/(?<=:)\d+(?=[,}])/, '$&e0'),
	};
}

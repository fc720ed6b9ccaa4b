import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

const line = (...values: Parameters<typeof toCsv>[1][number][]) => toCsv([], values).slice(2);

describe('toCsv', () => {
	it('writes a heading and a line a row, each ended as RFC 4180 ends it', () => {
		expect(
			toCsv(
				['a', 'b'],
				[
					['x', 1.5],
					['y', undefined],
				],
			),
		).toBe('a,b\r\nx,1.5\r\ny,\r\n');
	});

	it('quotes what holds a comma, a quote or the end of a line', () => {
		expect(line(['Go net/http, single', 'say "hello"', 'two\nlines'])).toBe(
			'"Go net/http, single","say ""hello""","two\nlines"\r\n',
		);
	});

	it('disarms what a spreadsheet would run', () => {
		const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1'];
		for (const formula of formulas) {
			const [cell = ''] = /[^"]/.exec(line([formula])) ?? [];
			expect(cell, JSON.stringify(formula)).toBe("'");
		}
		expect(line(['=HYPERLINK("http://x","y")'])).toBe(`"'=HYPERLINK(""http://x"",""y"")"\r\n`);
	});

	it('leaves numbers as they are, negative ones too, and keeps every digit', () => {
		expect(line([-1.5, 0.1 + 0.2, 0, false])).toBe('-1.5,0.30000000000000004,0,false\r\n');
	});
});

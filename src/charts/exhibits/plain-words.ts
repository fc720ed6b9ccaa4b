import { plotWidth, type Layout } from '../layout.ts';
import type { Layers } from '../row-layers.ts';
import { ink } from '../theme.ts';

/** Where the lines of an exhibit stand, in the order given. */
export function linePosition(ids: readonly string[]) {
	const domain = [...ids];
	return { field: 'id', type: 'nominal', axis: null, scale: { domain, padding: 0 } } as const;
}

/**
 * The words of lines that stand for no language: a heading or a name with its detail at the left, a
 * figure at the right. Rows have `kind`, `id`, `name`, `detail` and `text`.
 */
export function plainWords(layout: Layout, ids: readonly string[]): Layers {
	const y = linePosition(ids);
	const start = layout.width === 'wide' ? -layout.left : 0;
	const end = plotWidth(layout) + (layout.width === 'wide' ? layout.right : layout.right - 2);
	const word = { type: 'text', fontSize: layout.fontSize } as const;
	const line = { ...word, dy: layout.wordsDy };
	const heading = { ...word, dy: 5 };
	const after = `length(datum.name + ' ') * ${0.6 * layout.fontSize} + ${start}`;
	const at = (value: number) => ({ y, x: { value } });
	return [
		{
			transform: [{ filter: "datum.kind === 'line'" }],
			mark: { ...line, align: 'left', color: ink.strong, fontWeight: 600 },
			encoding: { ...at(start), text: { field: 'name' } },
		},
		{
			transform: [{ filter: "datum.kind === 'line'" }],
			mark: { ...line, align: 'left', color: ink.soft, x: { expr: after } },
			encoding: { y, text: { field: 'detail' } },
		},
		{
			transform: [{ filter: "datum.kind === 'line'" }],
			mark: { ...line, align: 'right', color: ink.strong },
			encoding: { ...at(end), text: { field: 'text' } },
		},
		{
			transform: [{ filter: "datum.kind === 'heading'" }],
			mark: { ...heading, align: 'left', color: ink.strong, fontWeight: 600 },
			encoding: { ...at(start), text: { field: 'name' } },
		},
		{
			transform: [{ filter: "datum.kind === 'heading'" }],
			mark: { ...heading, align: 'right', color: ink.soft },
			encoding: { ...at(end), text: { field: 'text' } },
		},
	];
}

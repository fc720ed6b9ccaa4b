/** A row of samples: every one a dot, and the median in words. */
export type Row = {
	readonly name: string;
	readonly values: readonly number[];
	readonly words: string;
};

/** All samples of all rows on one scale from nought. */
export function drawRows(rows: readonly Row[]): string {
	const most = Math.max(...rows.flatMap(({ values }) => values), 1e-9);
	return rows
		.map(({ name, values, words }) => {
			const dots = values.map((value) => {
				const place = Number(((100 * value) / most).toFixed(2));
				return `<span class="dot" style="inset-inline-start:${place}%"></span>`;
			});
			return `<div class="row"><dt>${name}</dt><dd>${words}</dd><dd class="dots" aria-hidden="true">${dots.join('')}</dd></div>`;
		})
		.join('');
}

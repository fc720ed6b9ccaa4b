/*
 * Where a chart's view stands in addresses. The browser loads this file, so it holds no library.
 */

/** The address with the view of a chart in it; without one, as it is with the chart's own picture. */
export function withView(address: string, chart: string, view: string): string {
	const url = new URL(address);
	if (view === '') url.searchParams.delete(chart);
	else url.searchParams.set(chart, view);
	return url.href;
}

/** Files of a view beside those of its chart: `/charts/q.csv` and `/charts/q/memory.csv`. */
export function fileOfView(ownFile: string, view: string): string {
	return view === '' ? ownFile : ownFile.replace(/\.(\w+)$/, `/${view}.$1`);
}

/** What a script reads of a view, from the address of its picture. */
export function viewData(pictureFile: string): string {
	return pictureFile
		.replace(/\/charts\/(?=[^/]+\/[^/]+$)/, '/charts/views/')
		.replace(/\.svg$/, '.json');
}

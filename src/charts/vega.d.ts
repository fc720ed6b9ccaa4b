import 'vega';

// vega's own types (vega-typings 2) leave out what vega-scenegraph exports.
declare module 'vega' {
	export const textMetrics: {
		width: (item: { fontSize?: number }, text: string) => number;
	};
}

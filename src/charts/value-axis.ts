import type { View } from 'vega';

/** What of Vega's scales is read here; its own types say `any`. */
type Scale = { type?: string; domain: () => unknown[]; range: () => unknown[] };

/**
 * The axis on which a picture's figures lie, so that a script can put another figure there: `x log 1 100 14 558`, with the
 * ends in figures and then in pixels of the picture. Undefined where it has none.
 */
export function valueAxis(view: View): string | undefined {
	// Up, where both are numeric: then the other is what a curve runs over.
	return axisOf(view, 'y') ?? axisOf(view, 'x');
}

function axisOf(view: View, name: 'x' | 'y'): string | undefined {
	const scale = scaleOf(view, name);
	if (scale === undefined || (scale.type !== 'linear' && scale.type !== 'log')) return undefined;
	const padding = view.padding();
	if (typeof padding !== 'object') return undefined;
	const start = name === 'x' ? padding.left : padding.top;
	if (start === undefined) return undefined;
	const ends = [scale.domain(), scale.range().map((pixel) => Number(pixel) + start)];
	return [name, scale.type, ...ends.flat().map((end) => Number(end))].join(' ');
}

/** Vega throws for the name of a scale that it does not have. */
function scaleOf(view: View, name: string): Scale | undefined {
	try {
		return view.scale(name) as Scale;
	} catch {
		return undefined;
	}
}

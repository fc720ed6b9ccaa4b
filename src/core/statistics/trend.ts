import { studentTQuantile } from './student-t.ts';

/** A slope a unit of time, with its interval. */
export type Trend = { slope: number; low: number; high: number };

/** With fewer the interval is too wide to tell anything; with more, neighbours would depend on each other again. */
const blocks = 10;

/**
 * The slope of a series over time, by least squares through the means of ten equal spans. Readings that follow each other depend
 * on each other, as memory between two collections does, so that an interval through all of them would be far too narrow; means
 * of spans much longer than that are nearly independent (batch means; Law, "Simulation Modeling and Analysis", 9.5.3).
 *
 * @returns absent where a span has no reading
 */
export function trendOf(
	readings: readonly { at: number; value: number }[],
	confidence = 0.95,
): Trend | undefined {
	const times = readings.map(({ at }) => at);
	const [from, to] = [Math.min(...times), Math.max(...times)];
	const length = (to - from) / blocks;
	if (!(length > 0)) return undefined;
	const spans = Array.from({ length: blocks }, (_, index) =>
		readings.filter(({ at }) => Math.min(blocks - 1, Math.floor((at - from) / length)) === index),
	);
	if (spans.some((span) => span.length === 0)) return undefined;
	const points = spans.map((span) => ({
		at: mean(span.map(({ at }) => at)),
		value: mean(span.map(({ value }) => value)),
	}));
	return slopeThrough(points, confidence);
}

function slopeThrough(points: readonly { at: number; value: number }[], confidence: number): Trend {
	const [centre, level] = [mean(points.map(({ at }) => at)), mean(points.map((one) => one.value))];
	const spread = sum(points.map(({ at }) => (at - centre) ** 2));
	const slope = sum(points.map(({ at, value }) => (at - centre) * (value - level))) / spread;
	const freedom = points.length - 2;
	const residuals = points.map(({ at, value }) => value - level - slope * (at - centre));
	const error = Math.sqrt(sum(residuals.map((one) => one ** 2)) / freedom / spread);
	const margin = studentTQuantile((1 + confidence) / 2, freedom) * error;
	return { slope, low: slope - margin, high: slope + margin };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;

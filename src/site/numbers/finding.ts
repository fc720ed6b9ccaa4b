import type { Estimate } from '../../core/schemas/cell.ts';
import { formatNumber } from '../../core/format.ts';
import type { NumbersPrediction } from '../../simulator/predict/predict-numbers.ts';
import { names } from './names.ts';

/** `11 ms`, `0.25 ms`: two digits, since seeds differ in the third. */
export function inMs(ms: number): string {
	return `${formatNumber(Number(ms.toPrecision(2)), 4)} ms`;
}

/** What the predictions come to, as a trade: who is quickest for the quick requests, and what that costs the slow ones. */
export function findingOf(predictions: readonly NumbersPrediction[]): string {
	// Nobody can choose ideal sharing.
	const real = predictions.filter(({ rule }) => rule.id !== 'sharing');
	const steady = real.filter(({ quick }) => quick !== undefined);
	const over = real.filter(({ utilisation }) => utilisation >= 1);
	if (steady.length === 0 && over.length < real.length) return 'Simulating.';
	if (steady.length === 0) return 'No rule keeps up: more arrives than all cores can compute.';
	const kept =
		over.length === 0
			? ''
			: `${capital(over.map(({ rule }) => names[rule.id].short).join(' and '))} cannot keep up. `;
	const quick = spread(steady, ({ quick }) => quick?.p99);
	const slow = spread(steady, ({ slowP50 }) => slowP50);
	if (quick === undefined) return `${kept}Simulating.`;
	const first = `99 of 100 quick requests are answered within ${quick.words}`;
	if (slow === undefined) return `${kept}${first}.`;
	const both = quick.best.some((id) => slow.best.includes(id));
	const trade = both
		? ''
		: ' No rule is best for both: what lets the quick pass makes the slow wait.';
	return `${kept}${first}; half of the slow ones within ${slow.words}.${trade}`;
}

/** From the best to the worst of the rules, and who is best as far as the seeds can tell. */
function spread(
	predictions: readonly NumbersPrediction[],
	read: (prediction: NumbersPrediction) => Estimate | undefined,
) {
	const known = predictions
		.flatMap((prediction) => {
			const estimate = read(prediction);
			return estimate === undefined ? [] : [{ id: prediction.rule.id, ...estimate }];
		})
		.toSorted((a, b) => a.median - b.median);
	const [least, most] = [known[0], known.at(-1)];
	if (least === undefined || most === undefined) return undefined;
	const best = known.filter(({ median, low = median }) => low <= (least.high ?? least.median));
	// Their ranges overlap: nobody is before another.
	if (best.length === known.length)
		return { words: `about ${inMs(least.median)} by every rule`, best: best.map(({ id }) => id) };
	return {
		words: `${inMs(least.median)} (${names[least.id].short}) to ${inMs(most.median)} (${names[most.id].short})`,
		best: best.map(({ id }) => id),
	};
}

function capital(words: string): string {
	return words.charAt(0).toUpperCase() + words.slice(1);
}

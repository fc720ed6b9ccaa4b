import { studentTQuantile } from '../../core/statistics/student-t.ts';
import type { Truth } from './truths.ts';

export type Checked = {
	readonly name: string;
	readonly expected: number;
	readonly simulated: number;
	/** Half the width of the mean's 95 % interval over the replications. */
	readonly halfWidth: number;
	readonly holds: boolean;
};

/** Off by at most 2 %, or three half-widths where chance alone does more. */
export function check(truth: Truth, replications: number, requests: number): Checked {
	const values = Array.from({ length: replications }, (_, seed) =>
		truth.simulated(seed + 1, requests),
	);
	const simulated = values.reduce((sum, value) => sum + value, 0) / replications;
	const squares = values.reduce((sum, value) => sum + (value - simulated) ** 2, 0);
	const deviation = Math.sqrt(squares / (replications - 1));
	const t = studentTQuantile(0.975, replications - 1);
	const halfWidth = (t * deviation) / Math.sqrt(replications);
	const { name, expected } = truth;
	const allowed = Math.max(0.02 * expected, 3 * halfWidth);
	return {
		name,
		expected,
		simulated,
		halfWidth,
		holds: Math.abs(simulated - expected) <= allowed,
	};
}

export function describeChecked({ name, expected, simulated, halfWidth }: Checked): string {
	const off = `${(100 * (simulated / expected - 1)).toFixed(1)} %`;
	const found = `${simulated.toFixed(3)} ± ${halfWidth.toFixed(3)}`;
	return `${name}: theory ${expected.toFixed(3)}, simulated ${found}, off by ${off}`;
}

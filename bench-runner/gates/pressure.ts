import { pressure as about } from '../../src/core/gates/machine.ts';
import { atMost, type MachineGate, percent } from './gate.ts';

/**
 * A server with more threads than cores waits for itself, which is its policy and no fault of the machine. What a
 * stranger adds shows against the same server under the same load in the other rounds.
 */
export const pressure: MachineGate = {
	id: about.id,
	judge({ metrics, usualPressureShare }) {
		const { cpuPressureShare } = metrics;
		if (cpuPressureShare === undefined || usualPressureShare === undefined) return undefined;
		return atMost(
			about.id,
			// Five digits, as the metric has them: 0.3 - 0.2 is a hair below 0.1.
			Math.max(0, Number((cpuPressureShare - usualPressureShare).toFixed(5))),
			about.limit,
			() =>
				`Some thread waited for a CPU in ${percent(cpuPressureShare)} of the window, in the middle of the rounds in ${percent(usualPressureShare)}.`,
		);
	},
};

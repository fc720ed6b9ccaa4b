import type { CalibrationParameters } from '../../src/core/schemas/calibration-log.ts';

export type InstrumentProfile = 'smoke' | 'standard';

/** What is measured beside each other; pacer always. */
export const peers = ['pacer', 'wrk', 'oha'] as const;

export type Peer = (typeof peers)[number];

/** What is measured, and how often. */
export interface InstrumentPlan {
	closed: { rounds: number; seconds: number; connections: readonly number[] };
	/** `cores`: the share of pacer's core that its rate is to keep busy. */
	open: { rounds: number; seconds: number; connections: number; cores: number };
	memory: { rounds: number; seconds: number; connections: readonly number[] };
	truth: { rounds: number; seconds: number; connections: number; ratePerSecond: number };
	omission: { rounds: number; seconds: number; connections: number };
	/** Shorter stops, so that a short window holds a whole one; absent: as the variants declare them. */
	stops?: Record<string, Partial<CalibrationParameters>>;
}

/**
 * `smoke` proves the path from end to end in half a minute and no number. `standard` is what is published: 12 rounds tell a
 * ratio from 1 by half of the noise between rounds, and the truth needs windows of a whole period of the stops.
 */
export const instrumentPlans: Record<InstrumentProfile, InstrumentPlan> = {
	smoke: {
		closed: { rounds: 2, seconds: 1, connections: [16] },
		open: { rounds: 1, seconds: 1, connections: 64, cores: 0.8 },
		memory: { rounds: 1, seconds: 1, connections: [500] },
		truth: { rounds: 1, seconds: 1, connections: 400, ratePerSecond: 1000 },
		omission: { rounds: 1, seconds: 1, connections: 16 },
		stops: {
			stall: { stallMs: 200, stallEveryMs: 1000, stallAtMs: 400 },
			pause: { stallMs: 50, stallEveryMs: 1000, stallAtMs: 400 },
		},
	},
	standard: {
		closed: { rounds: 12, seconds: 2, connections: [16, 64] },
		open: { rounds: 6, seconds: 3, connections: 256, cores: 0.8 },
		memory: { rounds: 3, seconds: 2, connections: [16, 10_000] },
		// More connections than a stop of 1 s holds requests: the server, not pacer, keeps them.
		truth: { rounds: 6, seconds: 10, connections: 2400, ratePerSecond: 2000 },
		omission: { rounds: 3, seconds: 10, connections: 16 },
	},
};

/** Starting, connecting and ending around a window. */
const overheadSeconds = 0.5;

/** How long it all takes, about; builds and a wait for a quiet machine come before. */
export function estimateSeconds(plan: InstrumentPlan, generators: number): number {
	const of = ({ rounds, seconds }: { rounds: number; seconds: number }, windows: number) =>
		rounds * windows * (seconds + overheadSeconds);
	return (
		of(plan.closed, plan.closed.connections.length * generators) +
		of(plan.open, 1) +
		of(plan.memory, plan.memory.connections.length * generators) +
		of(plan.truth, truthVariants.length) +
		of(plan.omission, omissionVariants.length)
	);
}

export const truthVariants = ['delay-1ms', 'delay-50ms', 'stall', 'pause'] as const;
export const omissionVariants = ['stall', 'pause'] as const;

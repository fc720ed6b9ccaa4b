import { allTrials, type AnyTrial, isInstrumented, type Plan, trialSeconds } from './plan-file.ts';

/** Tells a person what is going on: one line that rewrites itself on a terminal, plain lines elsewhere. */
export interface Progress {
	stage(name: string): void;
	/** Something that stays on the screen. */
	note(text: string): void;
	/** What is being done just now. */
	now(text: string): void;
	/** Leaves the screen ready for whatever is printed next. */
	end(): void;
}

export function createProgress(stream: NodeJS.WriteStream): Progress {
	const live = stream.isTTY === true;
	let lastPlain = 0;
	const clear = () => live && stream.write('\r\x1b[2K');
	const line = (text: string) => {
		clear();
		stream.write(`${text}\n`);
	};
	return {
		stage: (name) => line(`\n${name}`),
		note: (text) => line(`  ${text}`),
		now(text) {
			if (live) {
				clear();
				stream.write(`  ${text}`.slice(0, stream.columns - 1));
			} else if (performance.now() - lastPlain > 5000) {
				// A log of a CI service needs to show life, not every window.
				lastPlain = performance.now();
				line(`  ${text}`);
			}
		},
		end: () => void clear(),
	};
}

/** `1:05` */
export function clock(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** How much of a plan is left, for a person who waits. */
export function startCountdown(plan: Plan, isDone: (trial: AnyTrial) => boolean) {
	const left = new Map(
		allTrials(plan)
			.filter((trial) => !isDone(trial))
			.map((trial) => [trial.id, trialSeconds(trial)]),
	);
	return {
		line(trial: AnyTrial, phase: string): string {
			const { implementation, variant, track } = trial;
			const seconds = left.values().reduce((sum, value) => sum + value, 0);
			const place = isInstrumented(trial)
				? 'after the rounds'
				: `round ${trial.round}/${plan.rounds}`;
			const twin = !isInstrumented(trial) && trial.duplicate ? ' (twin)' : '';
			return `${place}  ${implementation}:${variant}${twin}  track ${track}  ${phase}  ${clock(seconds)} left`;
		},
		finish: (trial: AnyTrial) => void left.delete(trial.id),
	};
}

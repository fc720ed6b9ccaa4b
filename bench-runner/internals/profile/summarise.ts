import type { Language } from '../../../src/core/schemas/implementation.ts';
import {
	type Profile,
	type ProfileKind,
	ProfileKindSchema,
} from '../../../src/core/schemas/internals-summary.ts';
import type { Span } from '../summarise-lines.ts';
import { kindOf } from './kinds/index.ts';
import type { Frame, RawProfile } from './perf-script.ts';

/** As many as a reader checks at a glance; the shares are of all. */
const topLength = 12;

/** What the samples of one window say of where its time went, or why they say nothing. */
export function summariseProfile(
	raw: RawProfile,
	span: Span,
	language: Language,
): { profile: Profile } | { profileMissing: string } {
	if ('missing' in raw) return { profileMissing: raw.missing };
	const samplesOf = new Map<number, number>();
	for (const [unixMs, place] of raw.samples) {
		if (unixMs < span.from || unixMs >= span.to) continue;
		samplesOf.set(place, (samplesOf.get(place) ?? 0) + 1);
	}
	const counted = [...samplesOf].flatMap(([place, samples]) => {
		const frame = raw.frames[place];
		return frame ? [{ frame, samples, kind: kindOf(frame, language) }] : [];
	});
	const samples = counted.reduce((sum, one) => sum + one.samples, 0);
	if (samples === 0) return { profileMissing: 'No sample fell into the window.' };
	const shareOf = (part: number) => Number((part / samples).toFixed(4));
	const shares = ProfileKindSchema.options.map((kind) => {
		const own = counted.filter((one) => one.kind === kind);
		return [kind, shareOf(own.reduce((sum, one) => sum + one.samples, 0))] as const;
	});
	return {
		profile: {
			samples,
			shares: Object.fromEntries(shares) as Profile['shares'],
			top: topOf(counted).map(({ frame, kind, samples: own }) => ({
				...frame,
				kind,
				share: shareOf(own),
			})),
		},
	};
}

interface Counted {
	frame: Frame;
	kind: ProfileKind;
	samples: number;
}

function topOf(counted: readonly Counted[]): Counted[] {
	return counted.toSorted((a, b) => b.samples - a.samples).slice(0, topLength);
}

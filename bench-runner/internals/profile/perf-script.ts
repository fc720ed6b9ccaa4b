import { z } from 'zod';

/** A function that ran: its name, and the program, library or kernel that it is in. */
export const FrameSchema = z.strictObject({ symbol: z.string(), object: z.string() });

/** What the profiler saw of a trial, or a sentence that says why it saw nothing. */
export const RawProfileSchema = z.union([
	z.strictObject({
		frames: z.array(FrameSchema),
		/** Each a moment in Unix milliseconds and the place of its frame in the list above. */
		samples: z.array(z.tuple([z.int(), z.int().nonnegative()])),
	}),
	z.strictObject({ missing: z.string() }),
]);

export type Frame = z.infer<typeof FrameSchema>;
export type RawProfile = z.infer<typeof RawProfileSchema>;

/** Names of functions written by templates are longer than anybody reads. */
const symbolCharactersMax = 160;

/** `<seconds>.<nanoseconds>: <event>: <address> <symbol> (<object>)` */
const line =
	/^\s*(?<seconds>\d+)\.(?<nanoseconds>\d{9}):\s+(?<event>\S+):\s+(?<address>[0-9a-f]+) (?<symbol>.*) \((?<object>[^()]*(?: \(deleted\))?)\)$/;

/**
 * Reads what `perf script --ns --fields time,event,ip,sym,dso` prints, a line a sample.
 *
 * @param root the repository's folder, which goes from the names: a result tells of no machine's folders
 */
export function parsePerfScript(text: string, root: string): RawProfile {
	const places = new Map<string, number>();
	const frames: Frame[] = [];
	const samples: [number, number][] = [];
	for (const one of text.split('\n')) {
		const found = line.exec(one)?.groups as Sample | undefined;
		if (!found) continue;
		if (found.event.startsWith('cpu-clock:u')) return { missing: kernelIsHidden };
		const frame = frameOf(found, root);
		const key = `${frame.object} ${frame.symbol}`;
		const place = places.get(key) ?? frames.push(frame) - 1;
		places.set(key, place);
		samples.push([unixMs(found), place]);
	}
	return { frames, samples };
}

type Sample = Record<'seconds' | 'nanoseconds' | 'event' | 'address' | 'symbol' | 'object', string>;

/** perf then asks for user code alone and says so in the event's name; shares without the kernel are those of something else. */
const kernelIsHidden =
	'perf may not see the kernel here. Allow it with: sudo sysctl kernel.perf_event_paranoid=1';

function frameOf({ address, symbol, object }: Sample, root: string): Frame {
	const name = symbol.replaceAll(`file://${root}/`, '').replaceAll(`${root}/`, '');
	return {
		symbol: name.slice(0, symbolCharactersMax),
		object: isKernel(address) ? '[kernel]' : nameOfObject(object),
	};
}

/** Linux keeps the upper half of the addresses for itself, on x86-64 and on 64-bit ARM; modules have names of their own. */
function isKernel(address: string): boolean {
	return address.length === 16 && /^[89a-f]/.test(address);
}

function nameOfObject(object: string): string {
	if (/^\/tmp\/perf-\d+\.map$|^\[JIT\]/.test(object)) return '[JIT]';
	return object.replace(/ \(deleted\)$/, '').replace(/^.*\//, '');
}

function unixMs({ seconds, nanoseconds }: Sample): number {
	return Number(seconds) * 1000 + Math.floor(Number(nanoseconds) / 1e6);
}

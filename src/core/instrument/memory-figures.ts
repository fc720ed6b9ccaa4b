import type { GeneratorId } from '../schemas/generator.ts';
import type { MemoryWindow } from '../schemas/instrument.ts';
import { median } from '../statistics/quantiles.ts';

/** Medians over rounds. */
export interface MemoryFigures {
	generator: GeneratorId;
	/** The most that were asked for. */
	connections: number;
	rssBytesMax: number;
	/** The slope from the fewest connections to the most; absent where there was one number of them. */
	bytesPerConnection?: number;
}

export function memoryFigures(windows: readonly MemoryWindow[]): MemoryFigures[] {
	return [...Map.groupBy(windows, ({ generator }) => generator)].flatMap(([generator, own]) => {
		const counts = own.map(({ connections }) => connections);
		const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
		const bytesAt = (connections: number) =>
			median(own.filter((one) => one.connections === connections).map((one) => one.rssBytesMax));
		const [least, rssBytesMax] = [bytesAt(fewest), bytesAt(most)];
		if (least === undefined || rssBytesMax === undefined) return [];
		const slope = most > fewest && { bytesPerConnection: (rssBytesMax - least) / (most - fewest) };
		return [{ generator, connections: most, rssBytesMax, ...slope }];
	});
}

import type { InspectionName } from '../../src/core/schemas/experiment.ts';
import { buildCost } from './build-cost.ts';
import { debugSpeed, releaseSpeed } from './build-speed.ts';
import { coldStart } from './cold-start.ts';
import { footprint } from './footprint.ts';
import { idleCost } from './idle-cost.ts';
import type { Inspect } from './inspection.ts';

/** Every inspection. A new one adds its file and its line here, and its name to `InspectionNameSchema`. */
export const inspections: Readonly<Record<InspectionName, Inspect>> = {
	'build-cost': buildCost,
	'cold-start': coldStart,
	'debug-speed': debugSpeed,
	footprint,
	'idle-cost': idleCost,
	'release-speed': releaseSpeed,
};

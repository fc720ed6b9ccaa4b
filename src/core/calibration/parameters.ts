import {
	type CalibrationParameters,
	CalibrationParametersSchema,
} from '../schemas/calibration-log.ts';
import { parseOrExplain } from '../schemas/sentence.ts';

/**
 * The parameters that a variant of the calibration server declares.
 *
 * @param environment `variants.<name>.environment` of its `implementation.json`
 * @throws InvalidInput when one is missing or no whole number
 */
export function parametersOf(environment: Readonly<Record<string, string>>): CalibrationParameters {
	const { DELAY_US, STALL_MS, STALL_EVERY_MS, STALL_AT_MS } = environment;
	return parseOrExplain(
		CalibrationParametersSchema,
		{
			delayUs: whole(DELAY_US),
			stallMs: whole(STALL_MS),
			stallEveryMs: whole(STALL_EVERY_MS),
			stallAtMs: whole(STALL_AT_MS),
		},
		'The environment of a variant of the calibration server',
	);
}

/** Number('') would be 0. */
function whole(text: string | undefined): number | undefined {
	return text === undefined || text === '' ? undefined : Number(text);
}

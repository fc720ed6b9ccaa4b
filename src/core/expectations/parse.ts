import { InvalidInput, parseOrExplain } from '../schemas/sentence.ts';
import { ExpectationSchema, type Expectation } from './expectation.ts';

/**
 * Reads a line of an article's `expects:`, in one of three forms:
 *
 * - `A <= B in METRIC at LOAD on TRACK`, with `<`, `>`, `<=` or `>=`
 * - `A ~ B in METRIC at LOAD on TRACK within 25 %`
 * - `A is about 2 times B in METRIC at LOAD on TRACK within 15 %`
 *
 * Where several experiments declare the load, it is `EXPERIMENT/LOAD`.
 *
 * @throws InvalidInput that quotes the text and says what was expected
 */
export function parseExpectation(text: string): Expectation {
	const found = [ORDER, ALIKE, TIMES].map((form) => form.exec(text.trim())).find(Boolean);
	if (!found?.groups)
		throw new InvalidInput(`The expectation "${text}" is not understood: ${FORMS}`);
	const { left, right, operator, times, within, metric, experiment, load, track } = found.groups;
	const about = { kind: 'about', times: Number(times ?? '1'), within: Number(within) / 100 };
	const order = { kind: 'order', operator };
	const parts = { text, left, right, metric, load, track, ...(experiment && { experiment }) };
	return parseOrExplain(
		ExpectationSchema,
		{ ...(operator === undefined ? about : order), ...parts },
		`The expectation "${text}"`,
	);
}

const FORMS =
	'write "go/net-http:single <= node/http:single in serverCpuMsPerRequest at capacity-n20000 on 1", or "A ~ B in ... within 25 %", or "A is about 2 times B in ... within 15 %".';

const SUBJECTS = (relation: string) => String.raw`^(?<left>\S+)\s+${relation}\s+(?<right>\S+)`;
const PLACE = String.raw`\s+in\s+(?<metric>\S+)\s+at\s+(?:(?<experiment>[a-z0-9-]+)\/)?(?<load>[^\s/]+)\s+on\s+(?<track>\S+)`;
const WITHIN = String.raw`\s+within\s+(?<within>\d+(\.\d+)?)\s*%$`;

const ORDER = new RegExp(`${SUBJECTS('(?<operator><=|>=|<|>)')}${PLACE}$`);
const ALIKE = new RegExp(SUBJECTS('~') + PLACE + WITHIN);
const TIMES = new RegExp(
	SUBJECTS(String.raw`is\s+about\s+(?<times>\d+(\.\d+)?)\s+times`) + PLACE + WITHIN,
);

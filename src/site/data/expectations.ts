import { checkExpectation, type ExpectationCheck } from '../../core/expectations/check.ts';
import type { Expectation } from '../../core/expectations/expectation.ts';
import { parseExpectation } from '../../core/expectations/parse.ts';
import { InvalidInput } from '../../core/schemas/sentence.ts';
import { chosenRun, experiments } from './index.ts';

/** What became of one line of an article's `expects:`; unchecked before the first run. */
export type ExpectationOutcome =
	| ({ status: 'checked'; text: string } & ExpectationCheck)
	| { status: 'not measured yet'; text: string };

/**
 * Checks what an article says of the data against the run that pages show.
 *
 * @throws InvalidInput when a line is not understood or names what no experiment declares
 */
export function checkExpectations(expects: readonly string[]): ExpectationOutcome[] {
	return expects.map((text) => {
		const expectation = parseExpectation(text);
		const chosen = chosenRun(experimentOf(expectation));
		if (chosen === undefined) return { status: 'not measured yet', text };
		return { status: 'checked', text, ...checkExpectation(expectation, chosen.cells) };
	});
}

/** The experiment that declares both subjects and the load: the one that the line names, or else the only one. */
function experimentOf({ text, left, right, experiment: named, load }: Expectation): string {
	const found = [...experiments().values()].filter(
		(experiment) =>
			(named === undefined || experiment.id === named) &&
			experiment.loads[load] !== undefined &&
			[left, right].every((id) => experiment.subjects.some((subject) => subject.id === id)),
	);
	const [only] = found;
	if (only !== undefined && found.length === 1) return only.id;
	throw new InvalidInput(
		found.length === 0
			? `The expectation "${text}" names subjects or a load that no experiment declares together.`
			: `The expectation "${text}" fits the experiments ${found.map(({ id }) => id).join(' and ')}: write which, as in "at ${found[0]?.id}/${load}".`,
	);
}

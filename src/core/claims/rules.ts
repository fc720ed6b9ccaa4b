import type { Test } from '../schemas/claim.ts';
import { demand } from './demand.ts';
import { figure } from './figure.ts';
import { littlesLaw } from './littles-law.ts';
import { order } from './order.ts';
import { ownFigures } from './own-figures.ts';
import { ratio } from './ratio.ts';
import { reported } from './reported.ts';
import { responseSize } from './response-size.ts';
import { share } from './share.ts';
import { source } from './source.ts';
import { tie } from './tie.ts';
import { untestable } from './untestable.ts';
import type { Rule } from './verdict.ts';

/** How each kind of test is decided, and which verdicts it can give. A new kind is a file and a line here. */
export const rules: { [Kind in Test['kind']]: Rule<Kind> } = {
	/** other-machine */
	figure,
	/** other-machine */
	reported,
	/** holds, fails or inconclusive by its interval; across core counts fails or not-measurable-here */
	ratio,
	/** impossible or other-machine */
	demand,
	/** holds or fails, by arithmetic */
	'littles-law': littlesLaw,
	/** holds or fails, by arithmetic and our bytes */
	'response-size': responseSize,
	/** holds or fails, by arithmetic */
	'own-figures': ownFigures,
	/** holds, fails or inconclusive by the intervals of all pairs */
	tie,
	/** holds, fails or inconclusive by the interval of each step */
	order,
	/** holds or fails where all sizes agree, else inconclusive */
	share,
	/** holds or fails, by what the source says */
	source,
	/** untestable */
	untestable,
};

import { NONE_PASSED } from '../charts/passed-finding.ts';

/** Descriptions longer than this are cut by search engines in the middle of a figure. */
const LONGEST = 300;

/** As many whole findings as fit, in their order; empty where no chart has found anything that counts. */
export function describePage(findings: readonly (string | undefined)[]): string {
	return findings
		.filter((finding) => finding !== undefined && finding !== NONE_PASSED)
		.reduce<string>((text, finding) => {
			const longer = `${text} ${finding}`.trim();
			return longer.length <= LONGEST || text === '' ? longer : text;
		}, '');
}

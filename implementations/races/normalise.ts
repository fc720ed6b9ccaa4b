/**
 * A report without what differs from machine to machine and from run to run: the folder, addresses, offsets in the code, the
 * numbers of goroutines, which become 1, 2, ... as they are met. Everything else stays as the tool prints it.
 */
export function normalise(report: string, folder: string): string {
	const numbers = new Map<string, number>();
	const numberOf = (goroutine: string): number => {
		const known = numbers.get(goroutine) ?? numbers.size + 1;
		numbers.set(goroutine, known);
		return known;
	};
	return report
		.replaceAll(`${folder}/`, '')
		.replaceAll(/0x00[0-9a-f]{10}/g, '0x00c000000000')
		.replaceAll(/ \+0x[0-9a-f]+/g, '')
		.replaceAll(/(goroutine) (\d+)/gi, (_, word: string, id: string) => `${word} ${numberOf(id)}`);
}

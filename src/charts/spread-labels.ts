/**
 * Places for labels that would overlap: in the order of what they name, no two closer than `step`, each as near to its own
 * place as that allows, all within `[low, high]` where they fit.
 *
 * Labels that meet form a block, which stands where its members' wishes have their mean; so no label is moved further than
 * the others of its block (isotonic regression by pooling neighbours, Barlow et al. 1972).
 *
 * @returns the places in the order of `wanted`
 */
export function spreadLabels(
	wanted: readonly number[],
	step: number,
	[low, high]: readonly [number, number],
): number[] {
	const order = wanted.map((place, index) => ({ place, index }));
	order.sort((a, b) => a.place - b.place);
	const blocks: { first: number; size: number; start: number }[] = [];
	for (const [position, { place }] of order.entries()) {
		let block = { first: position, size: 1, start: place };
		for (
			let before = blocks.at(-1);
			before && before.start + before.size * step > block.start;
			before = blocks.at(-1)
		) {
			blocks.pop();
			const size = before.size + block.size;
			// The start that the members wish for, each seen from its own seat in the block.
			const shifted = block.start - before.size * step;
			const start = (before.start * before.size + shifted * block.size) / size;
			block = { first: before.first, size, start };
		}
		block.start = Math.max(low, Math.min(block.start, high - (block.size - 1) * step));
		blocks.push(block);
	}
	const places = new Array<number>(wanted.length);
	for (const { first, size, start } of blocks) {
		for (let seat = 0; seat < size; seat++) {
			const index = order[first + seat]?.index;
			if (index !== undefined) places[index] = start + seat * step;
		}
	}
	return places;
}

/** 1, 2 and 5 times powers of ten that enclose `[low, high]`; both above zero. */
export function logTicks(low: number, high: number): number[] {
	const first = Math.floor(Math.log10(low));
	const last = Math.ceil(Math.log10(high));
	const all = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)).flatMap(
		(power) => [power, 2 * power, 5 * power],
	);
	const from = all.findLastIndex((tick) => tick <= low);
	const to = all.findIndex((tick) => tick >= high);
	return all.slice(from, to + 1);
}

/** An interval of ours against a claimed range: it decides only when it lies wholly inside or wholly outside. */
export function judgeInterval(
	{ low, high }: { low: number; high: number },
	[least, most]: readonly [number, number],
): 'holds' | 'fails' | 'inconclusive' {
	if (low >= least && high <= most) return 'holds';
	if (high < least || low > most) return 'fails';
	return 'inconclusive';
}

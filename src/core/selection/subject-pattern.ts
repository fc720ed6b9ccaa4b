/** `*` stands for anything; a pattern without a variant means all variants. */
export function matchesAny(subject: string, patterns: readonly string[]): boolean {
	if (patterns.length === 0) return true;
	return patterns.some((pattern) => {
		const whole = pattern.includes(':') ? pattern : `${pattern}:*`;
		const source = whole.split('*').map(RegExp.escape).join('.*');
		return new RegExp(`^${source}$`).test(subject);
	});
}

/** What stands in a sentence for a figure that may not be printed: words that fit where a number would. */
export function absentInWords(status: string): string {
	return status === 'left out' ? 'no figure that passed its gates' : status;
}

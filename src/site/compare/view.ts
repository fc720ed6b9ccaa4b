/** What a comparison shows: its finding in a sentence, and what stands below. */
export interface View {
	finding: string;
	parts: HTMLElement[];
}

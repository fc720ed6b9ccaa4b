import { InvalidInput } from '../../core/schemas/sentence.ts';

/** Part of a file, with the numbers its lines have in the whole file. */
export type Excerpt = { code: string; firstLine: number; lastLine: number };

const marker = /^\s*(?:\/\/|#|--)\s*#(region|endregion)\b\s*(.*?)\s*$/;

/**
 * The lines between `#region name` and its `#endregion`, without blank edges and common indentation.
 *
 * @throws InvalidInput when the file has no such region, so that a renamed one fails the build
 */
export function excerpt(text: string, region: string, file: string): Excerpt {
	const lines = text.split('\n');
	const isMarker = (line: string, kind: string) => {
		const found = marker.exec(line);
		return found?.[1] === kind && found[2] === region;
	};
	const start = lines.findIndex((line) => isMarker(line, 'region'));
	const end = lines.findIndex((line) => isMarker(line, 'endregion'));
	if (start < 0 || end <= start) {
		throw new InvalidInput(
			`${file} has no region "${region}": mark its lines with "#region ${region}" and "#endregion ${region}".`,
		);
	}
	return trim(lines, start + 1, end - 1);
}

/** The whole file as an excerpt of itself. */
export function wholeFile(text: string): Excerpt {
	const lines = text.split('\n');
	return trim(lines, 0, lines.length - 1);
}

/** Inner markers stay in place: taking them out would make the line numbers wrong. */
function trim(lines: string[], from: number, to: number): Excerpt {
	let [first, last] = [from, to];
	while (first < last && lines[first]?.trim() === '') first++;
	while (last > first && lines[last]?.trim() === '') last--;
	const shown = lines.slice(first, last + 1);
	const indents = shown
		.filter((line) => line.trim() !== '')
		.map((line) => line.length - line.trimStart().length);
	const common = Math.min(...indents);
	return {
		code: shown.map((line) => line.slice(common)).join('\n'),
		firstLine: first + 1,
		lastLine: last + 1,
	};
}

import type { EnvironmentRow } from '../../core/comparability/environment.ts';
import { element } from '../explorer/element.ts';
import { comparisonTable } from './table.ts';

/** What differs between the environments of two runs; what is the same is folded. */
export function environmentView(rows: readonly EnvironmentRow[]): HTMLElement[] {
	const differ = rows.filter(({ same }) => !same);
	const alike = rows.filter(({ same }) => same);
	return [
		element('h2', { id: 'environment' }, 'Environment'),
		differ.length === 0
			? element('p', {}, 'No difference.')
			: comparisonTable(
					differ.length === 1 ? 'One difference' : `${differ.length} differences`,
					['What', 'A', 'B'],
					differ.map(({ name, a, b }) => [name, a ?? '–', b ?? '–']),
				),
		...(alike.length === 0 ? [] : [fold(alike)]),
	];
}

function fold(alike: readonly EnvironmentRow[]): HTMLElement {
	const made = element('details', {});
	const table = comparisonTable(
		'In both',
		['What', 'Both'],
		alike.map(({ name, a }) => [name, a ?? '–']),
	);
	made.append(element('summary', {}, `The same in both (${alike.length})`), table);
	return made;
}

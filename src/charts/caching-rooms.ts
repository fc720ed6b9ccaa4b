import type { Cell } from '../core/schemas/cell.ts';

/** How much of the 1,000 documents fits into a cache, by variant and load. */
export const ROOMS = [
	{ title: 'nothing kept', is: ({ load }: Cell) => load === 'rate-1000-no-store' },
	{ title: 'room for 25', is: ({ variant }: Cell) => variant === 'entries-25' },
	{ title: 'room for 500', is: ({ variant }: Cell) => variant === 'entries-500' },
	{ title: 'room for all', is: () => true },
] as const;

export function roomOf(cell: Cell): (typeof ROOMS)[number] {
	return ROOMS.find(({ is }) => is(cell)) ?? ROOMS[3];
}

import { CannotStart } from './settings.ts';

/**
 * What each process may open of the connections that the service has in all. A pool knows only its own process: left at the
 * default of 10, sixteen workers open 160, and PostgreSQL refuses those beyond its 100.
 */
export function connectionsOfEach(total: number, processes: number): number {
	const each = Math.floor(total / processes);
	if (each >= 1) return each;
	throw new CannotStart(
		`DATABASE_CONNECTIONS is ${total}, but each of the ${processes} processes needs one of its own; set it to ${processes} or more.`,
	);
}

/** The database does not answer; why is nobody's business but the operator's. */
export class Unavailable extends Error {
	override name = 'Unavailable';
}

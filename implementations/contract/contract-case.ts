import type { Subject } from './subjects.ts';

export type ServerAddress = { host: string; port: number };

/** One rule of the contract, asked of a server that runs. Throws a sentence: what was expected, what came. */
export type ContractCase = {
	name: string;
	/** Takes seconds of waiting; left out where a quick answer matters more. */
	slow?: true;
	/** Asks for something that an article's own code lacks, and says so in its deviations. */
	notAsPublished?: true;
	run(server: ServerAddress): Promise<void>;
};

/** A rule about starting, ending or losing processes: it starts the subject itself. */
export type ProcessCase = {
	name: string;
	notAsPublished?: true;
	/** Only variants with these names have what it asks about. */
	variants?: readonly string[];
	run(subject: Subject): Promise<void>;
};

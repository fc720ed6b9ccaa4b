import type { Subject } from './subjects.ts';

export type ServerAddress = { host: string; port: number };

/** One rule of the contract, asked of a server that runs. Throws a sentence: what was expected, what came. */
export type ContractCase = {
	name: string;
	/** Takes seconds of waiting; left out where a quick answer matters more. */
	slow?: true;
	/** Asks for something that an article's own code lacks, and says so in its deviations. */
	notAsPublished?: true;
	/** Only servers of this workload have what it asks about. */
	workload?: string;
	/** What one client writes another must see, which several processes without a store between them cannot do. */
	sharesState?: true;
	/** @param workloads what the server serves, for a rule that asks of each what it has */
	run(server: ServerAddress, workloads: readonly string[]): Promise<void>;
};

/** A rule about starting, ending or losing processes: it starts the subject itself. */
export type ProcessCase = {
	name: string;
	notAsPublished?: true;
	/** Only servers of this workload have what it asks about. */
	workload?: string;
	/** Only variants with these names have what it asks about. */
	variants?: readonly string[];
	/** The ids of implementations that need not have it. */
	notFor?: readonly string[];
	/** It is about what comes before a variant matters, so that of those with one command the first is asked alone. */
	once?: true;
	run(subject: Subject): Promise<void>;
};

/** What decides which rules a server is asked. */
export type Asked = {
	/** An article's own code, which is not asked for what its deviations lack. */
	asPublished: boolean;
	/** Several processes, each with state of its own. */
	statePerProcess?: boolean | undefined;
	/** The ids of the workloads that it serves. */
	workloads: readonly string[];
};

export function appliesTo(rule: ContractCase | ProcessCase, asked: Asked): boolean {
	if (asked.asPublished && rule.notAsPublished) return false;
	if (asked.statePerProcess && 'sharesState' in rule) return false;
	return rule.workload === undefined || asked.workloads.includes(rule.workload);
}

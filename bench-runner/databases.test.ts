import { expect, test } from 'vitest';
import { createDatabases } from './databases.ts';
import { sampleCatalogue } from './sample-catalogue.ts';

test('starts nothing for workloads that need no database', async () => {
	const databases = createDatabases(() => undefined, 'postgres://nobody@127.0.0.1:1/nothing');
	const workloads = [...sampleCatalogue().workloads.values()];
	expect(await databases.give(workloads)).toBeUndefined();
	expect(databases.description()).toBeUndefined();
	await databases.stop();
});

test('says in the words of the system that a database it was told of is not there', async () => {
	const databases = createDatabases(() => undefined, 'postgres://nobody@127.0.0.1:1/nothing');
	const [workload] = sampleCatalogue().workloads.values();
	const needy = { ...workload, services: ['postgres' as const] };
	await expect(databases.give([needy as never])).rejects.toThrow(
		/^The PostgreSQL that DATABASE_URL names cannot be used: .*ECONNREFUSED/,
	);
	await databases.stop();
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findImplementations } from './subjects.ts';

const servers = findImplementations().filter(({ implementation }) =>
	Object.hasOwn(implementation.workloads, 'crud'),
);

test('three languages ask a database', () => {
	expect(servers.map(({ implementation }) => implementation.language).sort()).toEqual([
		'go',
		'node',
		'rust',
	]);
});

// Each folder runs alone, so each has its own; what is compared is who asks, not what is asked.
test.each(servers)('$implementation.id asks in the same words as the others', ({ folder }) => {
	const [first] = servers;
	expect(statementsIn(folder)).toEqual(statementsIn(first?.folder ?? ''));
});

function statementsIn(folder: string): Record<string, string> {
	const path = join(folder, 'sql');
	return Object.fromEntries(
		readdirSync(path).map((name) => [name, readFileSync(join(path, name), 'utf8')]),
	);
}

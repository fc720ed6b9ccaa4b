import type { Subject } from './subjects.ts';

/** A command that stands for a server where a test needs one that is wrong in a way of its own. */
export function fakeSubject(command: string[], workloads: Record<string, string> = {}): Subject {
	return {
		folder: import.meta.dirname,
		variant: 'single',
		implementation: {
			id: 'node/fake',
			language: 'node',
			title: 'Fake',
			tools: ['sh'],
			build: [],
			version: ['sh'],
			workloads,
			variants: {
				single: {
					kind: 'idiomatic',
					summary: 'A script instead of a server.',
					start: command,
					environment: {},
					deviations: [],
				},
			},
			deploys: ['.'],
		},
	};
}

import { expect, it } from 'vitest';
import { writeJson } from '../json-file.ts';
import { runFolder } from '../run-folder.ts';
import { samplePlan } from '../samples.ts';
import type { Plan } from '../plan-file.ts';
import { temporaryFolder } from '../temporary.ts';
import { announce } from './announce.ts';

const warning = 'Tracked files differ from commit 0000000, so no page will show this run';

it('warns before hours of measuring that no page will show them', () => {
	expect(announced({ dirty: true })).toContain(warning);
	expect(announced({ dirty: true, profile: 'quick' })).not.toContain(warning);
	expect(announced({ dirty: false })).not.toContain(warning);
});

function announced(changes: Partial<Plan>): string {
	const folder = runFolder(temporaryFolder(), '20260101-000000-prime-standard');
	writeJson(folder.plan, samplePlan(changes));
	const notes: string[] = [];
	const note = (text: string) => void notes.push(text);
	announce({ folder, progress: { note, stage: () => {}, now: () => {}, end: () => {} } });
	return notes.join('\n');
}

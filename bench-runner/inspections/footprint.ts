import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startDrive, stopDrive } from '../drive.ts';
import { findProgram, sizeOf } from '../probes/file-sizes.ts';
import { readTreeMemory, type TreeMemory } from '../probes/process-memory.ts';
import { askOnce, operationOf } from './ask-once.ts';
import { imageBytesAboveBase } from './image-layers.ts';
import type { Finding, Inspect, InspectionContext } from './inspection.ts';

/** A runtime does more after it has said that it is ready: Node.js compiles lazily, Go returns pages in the background. */
const settleMs = 500;

/** What one deploys, and what it holds in memory while nobody asks and after one answer. */
export const footprint: Inspect = async (context) => {
	const operation = operationOf(context);
	const drive = await startDrive(context);
	try {
		const [server] = drive.servers;
		if (!server) return { metrics: sizes(context), answers: 0 };
		await delay(settleMs);
		const idle = readTreeMemory(server.group.pid);
		await askOnce(server.port, operation);
		await delay(settleMs);
		const answered = readTreeMemory(server.group.pid);
		return { metrics: { ...sizes(context), ...memory(idle, answered) }, answers: 1 };
	} finally {
		await stopDrive(drive, context.trial);
	}
};

/** A program beside the server is the deployed binary; one from PATH is a runtime that has to be there as well. */
function sizes({ implementation, trial }: InspectionContext): Finding['metrics'] {
	const { folder, deploys, variants } = implementation;
	const [program = ''] = variants[trial.variant]?.start ?? [];
	const file = findProgram(program, folder);
	const image = imageBytesAboveBase(folder, deploys);
	return {
		...(file !== undefined && {
			[program.includes('/') ? 'binaryBytes' : 'runtimeBytes']: sizeOf(file),
		}),
		deployedBytes: deploys.reduce((sum, path) => sum + sizeOf(join(folder, path)), 0),
		...(image !== undefined && { imageBytesAboveBase: image }),
	};
}

function memory(idle: TreeMemory, answered: TreeMemory): Finding['metrics'] {
	return {
		...(idle.rssBytes !== undefined && { idleRssBytes: idle.rssBytes }),
		...(idle.pssBytes !== undefined && { idlePssBytes: idle.pssBytes }),
		...(idle.privateBytes !== undefined && { idlePrivateBytes: idle.privateBytes }),
		...(answered.rssBytes !== undefined && { answeredRssBytes: answered.rssBytes }),
		...(answered.pssBytes !== undefined && { answeredPssBytes: answered.pssBytes }),
	};
}

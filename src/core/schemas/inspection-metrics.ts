import { z } from 'zod';

const nonnegative = z.number().nonnegative();
const count = z.int().nonnegative();

/** What an inspection finds without any load; each gives those of its own, and what it could not read is absent. */
export const inspectionMetrics = {
	/** The executable, where a build makes one. */
	binaryBytes: count.optional(),
	/** All that one deploys: the binary, or the folder with its modules. */
	deployedBytes: count.optional(),
	/** The language's own runtime, where the folder does not hold it: the `node` binary. */
	runtimeBytes: count.optional(),
	/** What the image's own layers hold beyond its base: what the Dockerfile copies into its last stage. */
	imageBytesAboveBase: count.optional(),
	/** Memory of the process tree before its first request: resident, and its proportional share of shared pages. */
	idleRssBytes: count.optional(),
	idlePssBytes: count.optional(),
	/** Pages that no other process shares. */
	idlePrivateBytes: count.optional(),
	/** The same after one answer. */
	answeredRssBytes: count.optional(),
	answeredPssBytes: count.optional(),
	/** From exec until a connection was taken, and until the first right answer. */
	startMsToReady: nonnegative.optional(),
	startMsToFirstAnswer: nonnegative.optional(),
	/** CPU time of the whole process tree until its first answer. */
	startCpuMs: nonnegative.optional(),
	buildSecondsClean: nonnegative.optional(),
	/** After one line was added to one file. */
	buildSecondsIncremental: nonnegative.optional(),
	/** Of the program itself: neither blank nor comment, without tests. */
	linesOfCode: count.optional(),
	/** Resident memory beyond that of the same program which holds none. */
	heldBytes: nonnegative.optional(),
	heldBytesEach: nonnegative.optional(),
};

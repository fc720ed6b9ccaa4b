import { setImmediate } from 'node:timers/promises';
import type { CampaignOptions, RunOptions } from '../arguments.ts';
import { type Catalogue, readCatalogue } from '../catalogue.ts';
import { describeError, Interrupted, isDiskFull } from '../error.ts';
import { findFinishedRun, readFinishedRun } from '../finished-runs.ts';
import { abortOnSignals } from '../processes/abort-on-signals.ts';
import { LockTaken } from '../processes/lock.ts';
import { findResumableRun } from '../run-folder.ts';
import { estimateRunSeconds, runName, timestamp } from '../stages/1-plan.ts';
import { SourceChanged } from '../stages/2-build.ts';
import { type Campaign, type CampaignItem, readCampaign, writeCampaign } from './campaign-file.ts';
import { describeOutcome, describeQueue, nameOf } from './describe-campaign.ts';
import { nextItem, queueOf, withFailedAgain, withFirst, withItem, withNew } from './queue.ts';

/**
 * Measures every experiment, one run after the other, the named ones first. Each step is on disk before the next begins, so
 * whatever stops it, the same command goes on: with the run that was stopped, then with the next. What fails stays failed, with
 * its reason, and does not stop the others.
 *
 * @param measure runs one plan through every stage; answers with the id of the run
 * @returns the exit code: 1 where a run failed
 */
export async function runCampaign(
	root: string,
	options: CampaignOptions,
	measure: (options: RunOptions) => Promise<string>,
	catalogue: Catalogue = readCatalogue(root),
): Promise<number> {
	let campaign = beginOrGoOn(root, options, [...catalogue.experiments.values()]);
	print(describeQueue(campaign, (item) => estimate(catalogue, runOf(item, options))));
	const { signal, release } = abortOnSignals();
	try {
		for (let item = nextItem(campaign); item; item = nextItem(campaign)) {
			const run = { ...runOf(item, options), resume: wasStopped(root, item, options) };
			const started = { ...item, startedAt: item.startedAt ?? new Date().toISOString() };
			campaign = keep(root, withItem(campaign, started));
			print(['', `Campaign: ${nameOf(item)}${run.resume ? ', resumed' : ''}`]);
			campaign = keep(root, withItem(campaign, { ...started, ...(await tryRun(run, measure)) }));
			await refuseInterrupted(signal);
		}
	} finally {
		release();
	}
	keep(root, { ...campaign, endedAt: new Date().toISOString() });
	print(['', ...describeOutcome(campaign, (id) => readFinishedRun(findFinishedRun(root, id)))]);
	return campaign.items.some(({ status }) => status === 'failed') ? 1 : 0;
}

function beginOrGoOn(
	root: string,
	{ profile, first, retry }: CampaignOptions,
	experiments: Parameters<typeof queueOf>[0],
): Campaign {
	const found = readCampaign(root, { profile, retry });
	const startedAt = new Date().toISOString();
	const campaign = found
		? withNew(retry ? withFailedAgain(found) : found, experiments)
		: { profile, startedAt, items: queueOf(experiments) };
	return keep(root, withFirst(campaign, first));
}

/** Undefined where it cannot be planned, which the run itself will say. */
function estimate(catalogue: Catalogue, run: RunOptions): number | undefined {
	try {
		return estimateRunSeconds(catalogue, run);
	} catch {
		return undefined;
	}
}

/** A run notices no signal while it judges and publishes, so whoever asked to stop then would be given the next run. */
async function refuseInterrupted(signal: AbortSignal): Promise<void> {
	// Signals are heard of in a turn of the event loop; the first may begin in the middle of one, after they were looked for.
	await setImmediate();
	await setImmediate();
	if (!signal.aborted) return;
	process.stderr.write('\nThe campaign stopped; the same command goes on.\n');
	throw new Interrupted();
}

function keep(root: string, campaign: Campaign): Campaign {
	writeCampaign(root, campaign);
	return campaign;
}

async function tryRun(
	run: RunOptions,
	measure: (options: RunOptions) => Promise<string>,
): Promise<Pick<CampaignItem, 'status' | 'run' | 'reason'>> {
	try {
		return { status: 'measured', run: await measure(run) };
	} catch (error) {
		// None is a fault of the experiment, and the next would meet the same.
		if (error instanceof Interrupted || error instanceof LockTaken || isDiskFull(error))
			throw error;
		if (run.resume && error instanceof SourceChanged) {
			process.stderr.write(`\n${error.message} It begins anew.\n`);
			return tryRun({ ...run, resume: false }, measure);
		}
		const reason = describeError(error);
		process.stderr.write(`\n${reason}\n`);
		return { status: 'failed', reason };
	}
}

/** Whether its own run is there to go on with: one of before the campaign is not its own. */
function wasStopped(root: string, item: CampaignItem, options: CampaignOptions): boolean {
	if (item.startedAt === undefined) return false;
	try {
		const since = timestamp(new Date(item.startedAt));
		findResumableRun(root, runName(runOf(item, options)), since);
		return true;
	} catch {
		return false;
	}
}

function runOf(
	{ experiment, asPublished }: CampaignItem,
	{ profile, commit }: CampaignOptions,
): RunOptions {
	return { experiments: [experiment], profile, only: [], asPublished, resume: false, commit };
}

function print(lines: readonly string[]): void {
	process.stdout.write(`${lines.join('\n')}\n`);
}

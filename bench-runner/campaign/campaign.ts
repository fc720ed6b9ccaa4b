import type { CampaignOptions, RunOptions } from '../arguments.ts';
import { type Catalogue, readCatalogue } from '../catalogue.ts';
import { describeError, Interrupted, isDiskFull } from '../error.ts';
import { findFinishedRun, readFinishedRun } from '../finished-runs.ts';
import { findResumableRun } from '../run-folder.ts';
import { estimateRunSeconds, runName, timestamp } from '../stages/1-plan.ts';
import { type Campaign, type CampaignItem, readCampaign, writeCampaign } from './campaign-file.ts';
import { describeOutcome, describeQueue, nameOf } from './describe-campaign.ts';
import { nextItem, queueOf, withFailedAgain, withItem } from './queue.ts';

/**
 * Measures every experiment, one run after the other. Each step is on disk before the next begins, so whatever stops it, the
 * same command goes on: with the run that was stopped, then with the next. What fails stays failed, with its reason, and
 * does not stop the others.
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
	const estimate = (item: CampaignItem) => estimateRunSeconds(catalogue, runOf(item, options));
	print(describeQueue(campaign, estimate));
	for (let item = nextItem(campaign); item; item = nextItem(campaign)) {
		const run = { ...runOf(item, options), resume: wasStopped(root, item, options) };
		const started = { ...item, startedAt: item.startedAt ?? new Date().toISOString() };
		campaign = keep(root, withItem(campaign, started));
		print(['', `Campaign: ${nameOf(item)}${run.resume ? ', resumed' : ''}`]);
		campaign = keep(root, withItem(campaign, { ...started, ...(await tryRun(run, measure)) }));
	}
	keep(root, { ...campaign, endedAt: new Date().toISOString() });
	print(['', ...describeOutcome(campaign, (id) => readFinishedRun(findFinishedRun(root, id)))]);
	return campaign.items.some(({ status }) => status === 'failed') ? 1 : 0;
}

function beginOrGoOn(
	root: string,
	{ profile, retry }: CampaignOptions,
	experiments: Parameters<typeof queueOf>[0],
): Campaign {
	const found = readCampaign(root, profile);
	if (found) return keep(root, retry ? withFailedAgain(found) : found);
	const startedAt = new Date().toISOString();
	return keep(root, { profile, startedAt, items: queueOf(experiments) });
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
		// Neither is a fault of the experiment, and the next would meet the same.
		if (error instanceof Interrupted || isDiskFull(error)) throw error;
		const reason = describeError(error);
		process.stderr.write(`\n${reason}\n`);
		return { status: 'failed', reason };
	}
}

/** Whether its own run is there to go on with: one of before the campaign is not its own. */
function wasStopped(root: string, item: CampaignItem, options: CampaignOptions): boolean {
	if (item.startedAt === undefined) return false;
	try {
		const id = findResumableRun(root, runName(runOf(item, options)));
		return id >= timestamp(new Date(item.startedAt));
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

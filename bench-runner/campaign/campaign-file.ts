import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ProfileNameSchema } from '../../src/core/schemas/experiment.ts';
import type { CampaignOptions } from '../arguments.ts';
import { CliError } from '../error.ts';
import { readJson, writeJson } from '../json-file.ts';

/** One run of the queue. Waiting with a `startedAt` is one that was stopped. */
const ItemSchema = z.strictObject({
	experiment: z.string(),
	/** The commands that articles published, which make a run of their own. */
	asPublished: z.boolean(),
	status: z.enum(['waiting', 'measured', 'failed']),
	startedAt: z.iso.datetime().optional(),
	run: z.string().optional(),
	/** Why it failed: a sentence. */
	reason: z.string().optional(),
});

/** `.bench/campaign.json`: what is to be measured, and how far it got. */
export const CampaignSchema = z.strictObject({
	profile: ProfileNameSchema,
	startedAt: z.iso.datetime(),
	endedAt: z.iso.datetime().optional(),
	items: z.array(ItemSchema).min(1),
});

export type CampaignItem = z.infer<typeof ItemSchema>;
export type Campaign = z.infer<typeof CampaignSchema>;

/**
 * The campaign to go on with; undefined where there is none.
 *
 * @param options.retry takes up one that has ended, too
 * @throws CliError when one of another profile is under way
 */
export function readCampaign(
	root: string,
	{ profile, retry }: Pick<CampaignOptions, 'profile' | 'retry'>,
): Campaign | undefined {
	const path = campaignPath(root);
	if (!existsSync(path)) return undefined;
	const { endedAt, ...found } = readJson(path, CampaignSchema);
	if (endedAt !== undefined && !(retry && found.profile === profile)) return undefined;
	if (found.profile === profile) return found;
	throw new CliError(
		`A campaign in the profile "${found.profile}" is under way since ${found.startedAt}.`,
		`Finish it with --profile ${found.profile}, or remove .bench/campaign.json; its runs are kept.`,
	);
}

export function writeCampaign(root: string, campaign: Campaign): void {
	writeJson(campaignPath(root), campaign satisfies z.input<typeof CampaignSchema>);
}

function campaignPath(root: string): string {
	return join(root, '.bench/campaign.json');
}

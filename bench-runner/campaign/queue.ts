import type { Experiment } from '../../src/core/schemas/experiment.ts';
import { CliError } from '../error.ts';
import type { Campaign, CampaignItem } from './campaign-file.ts';

/**
 * Every experiment once, in the order of their names, and once more where articles published commands for it: those have
 * tools and cores of their own, so they are never in one run with ours.
 */
export function queueOf(experiments: readonly Experiment[]): CampaignItem[] {
	return experiments
		.toSorted((a, b) => (a.id < b.id ? -1 : 1))
		.flatMap(({ id, loads }) => {
			const asPublished = Object.values(loads).map((load) => load.asPublished ?? false);
			return [...new Set(asPublished)].sort().map((published) => ({
				experiment: id,
				asPublished: published,
				status: 'waiting' as const,
			}));
		});
}

/** The first that waits. What failed is not tried again unless it is asked for. */
export function nextItem({ items }: Campaign): CampaignItem | undefined {
	return items.find(({ status }) => status === 'waiting');
}

export function withItem(campaign: Campaign, changed: CampaignItem): Campaign {
	return {
		...campaign,
		items: campaign.items.map((item) => (isSame(item, changed) ? changed : item)),
	};
}

/** With everything that failed waiting again; what its run had measured before it failed is kept. */
export function withFailedAgain(campaign: Campaign): Campaign {
	const items = campaign.items.map((item) => {
		if (item.status !== 'failed') return item;
		const { reason: _, ...rest } = item;
		return { ...rest, status: 'waiting' as const };
	});
	return { ...campaign, items };
}

/** With what was written since it began, so that going on still means every experiment. */
export function withNew(campaign: Campaign, experiments: readonly Experiment[]): Campaign {
	const isKnown = (item: CampaignItem) => campaign.items.some((known) => isSame(known, item));
	const items = queueOf(experiments).filter((item) => !isKnown(item));
	return { ...campaign, items: [...campaign.items, ...items] };
}

/**
 * With the named experiments before all others, in the order of the names.
 *
 * @throws CliError for a name that is no experiment of the campaign
 */
export function withFirst(campaign: Campaign, first: readonly string[]): Campaign {
	const unknown = first.find((name) =>
		campaign.items.every(({ experiment }) => experiment !== name),
	);
	if (unknown !== undefined) {
		throw new CliError(
			`There is no experiment "${unknown}".`,
			'`npm run bench -- list` shows what there is.',
		);
	}
	const placeOf = ({ experiment }: CampaignItem) =>
		first.includes(experiment) ? first.indexOf(experiment) : first.length;
	return { ...campaign, items: campaign.items.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

/** Items are told apart by what they measure. */
function isSame(a: CampaignItem, b: CampaignItem): boolean {
	return a.experiment === b.experiment && a.asPublished === b.asPublished;
}

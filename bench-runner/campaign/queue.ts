import type { Experiment } from '../../src/core/schemas/experiment.ts';
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

/** The campaign with one item changed; items are told apart by what they measure. */
export function withItem(campaign: Campaign, changed: CampaignItem): Campaign {
	const isSame = (item: CampaignItem) =>
		item.experiment === changed.experiment && item.asPublished === changed.asPublished;
	return {
		...campaign,
		items: campaign.items.map((item) => (isSame(item) ? changed : item)),
	};
}

/** With everything that failed waiting again, from its start. */
export function withFailedAgain(campaign: Campaign): Campaign {
	const items = campaign.items.map((item) => {
		if (item.status !== 'failed') return item;
		const { experiment, asPublished } = item;
		return { experiment, asPublished, status: 'waiting' as const };
	});
	return { ...campaign, items };
}

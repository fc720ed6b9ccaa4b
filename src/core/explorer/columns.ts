/*
 * What the explorer shows of a cell. The browser loads this file, so it holds no schema and no library.
 */

/** What cells are filtered by: each has few values, all of them known. */
export const facets = [
	{ name: 'experiment', title: 'Experiment' },
	{ name: 'language', title: 'Language' },
	{ name: 'framework', title: 'Framework' },
	{ name: 'variant', title: 'Variant' },
	{ name: 'workload', title: 'Workload' },
	{ name: 'load', title: 'Load' },
	{ name: 'kind', title: 'Loop' },
	{ name: 'track', title: 'Cores' },
	{ name: 'machine', title: 'Machine class' },
	{ name: 'gates', title: 'Gates' },
	{ name: 'profile', title: 'Profile' },
	{ name: 'run', title: 'Run' },
] as const;

/** What cells are measured in. A figure that a machine's class may not state outside its run's page is absent here. */
export const figures = [
	{ name: 'serverCpuMsPerRequest', title: 'CPU a request', unit: 'ms', perStored: 1 },
	{ name: 'latencyMsP50', title: 'p50', unit: 'ms', perStored: 1 },
	{ name: 'latencyMsP99', title: 'p99', unit: 'ms', perStored: 1 },
	{ name: 'latencyMsMax', title: 'Longest', unit: 'ms', perStored: 1 },
	{ name: 'serverRssBytesMax', title: 'Memory', unit: 'MB', perStored: 1e-6 },
	{ name: 'serverCoresUsed', title: 'Cores used', unit: 'cores', perStored: 1 },
	{ name: 'throughputPerSecond', title: 'Answers', unit: 'a second', perStored: 1 },
	{ name: 'bytesPerResponse', title: 'Answer', unit: 'bytes', perStored: 1 },
	{ name: 'deployedBytes', title: 'Deployed', unit: 'MB', perStored: 1e-6 },
	{ name: 'idleRssBytes', title: 'Idle memory', unit: 'MB', perStored: 1e-6 },
	{ name: 'startMsToFirstAnswer', title: 'Start', unit: 'ms', perStored: 1 },
	{ name: 'buildSecondsClean', title: 'Clean build', unit: 's', perStored: 1 },
	{ name: 'buildSecondsIncremental', title: 'Rebuild', unit: 's', perStored: 1 },
	{ name: 'heldBytesEach', title: 'Each holds', unit: 'bytes', perStored: 1 },
] as const;

export type FacetName = (typeof facets)[number]['name'];
export type FigureName = (typeof figures)[number]['name'];
export type ColumnName = FacetName | FigureName;

export const facetNames: readonly FacetName[] = facets.map(({ name }) => name);
export const figureNames: readonly FigureName[] = figures.map(({ name }) => name);

/** What a reader sees who has chosen nothing. */
export const usualColumns: readonly ColumnName[] = [
	'experiment',
	'load',
	'track',
	'serverCpuMsPerRequest',
	'latencyMsP50',
	'latencyMsP99',
	'serverRssBytesMax',
	'machine',
	'gates',
];

export const isFacet = (name: string): name is FacetName =>
	(facetNames as readonly string[]).includes(name);
export const isFigure = (name: string): name is FigureName =>
	(figureNames as readonly string[]).includes(name);
export const isColumn = (name: string): name is ColumnName => isFacet(name) || isFigure(name);
